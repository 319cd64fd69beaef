"""Prints the paths of the largest actors below a folder: actors.py FOLDER COUNT."""

import json
import os
import sys

folder, count = sys.argv[1], int(sys.argv[2])
paths = []
for root, _, names in os.walk(folder):
    if os.path.basename(root) == "expected":
        continue
    paths += [os.path.join(root, name) for name in names if name.endswith(".json")]
paths.sort(key=os.path.getsize, reverse=True)
found = 0
for path in paths:
    if found == count:
        break
    try:
        with open(path, "rb") as file:
            document = json.load(file)
    except ValueError:
        continue
    if isinstance(document, dict) and "items" in document and ("system" in document or "data" in document):
        print(path)
        found += 1
