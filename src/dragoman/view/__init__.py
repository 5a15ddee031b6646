"""What is shown: pure functions from a Record to timelines, dossiers, briefs and tables."""
