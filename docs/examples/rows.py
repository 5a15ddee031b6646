"""Yields rows as PETRARCH writes them (day, source, target, CAMEO code, tab-separated) of what `dragoman code` answers or `dragoman dump` writes."""

import json
import sys
from itertools import permutations, product

for line in sys.stdin:
    read = json.loads(line)
    for event in read.get("events") if "events" in read else [read] if read.get("kind") == "event" else []:
        if event["cameo"] is None or event["modality"] != "done":
            continue  # what is only planned, demanded or denied has no row: CAMEO's codes for intentions and refusals are events of their own
        actors, recipients = ([party["code"] or "---" for party in event[side]] for side in ("actors", "recipients"))
        day = (event["date"] or {}).get("start", "").replace("-", "") or "---"
        for source, target in product(actors, recipients) if recipients else permutations(actors, 2):
            sys.stdout.write("\t".join((day, source, target, event["cameo"])) + "\n")
