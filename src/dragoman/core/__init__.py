"""The nouns that every stage passes on; imports nothing of ours and no third party."""
