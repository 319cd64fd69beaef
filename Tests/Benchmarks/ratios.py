"""Prints the measurements of `documents` and what they mean beside each other."""

import json
import sys

ours, node, python, written, written_node = [json.loads(text) for text in sys.argv[1:6]]
for line in (ours, node, python, written, written_node):
    if line:
        print(json.dumps(line))


def ratio(name, left, right, goal):
    if left and right:
        value = left / right
        print(f"{name}: {value:.1f} (goal {goal}){'' if value >= goal else '  MISSED'}")


both = ours["parse_us"] + ours["payload_us"]
ratio("parse, times faster than JSON.parse", node.get("parse_us"), ours["parse_us"], 5)
ratio("parse, times faster than json.loads", python.get("parse_us"), ours["parse_us"], 8)
ratio("parse and payload, times faster than JSON.parse alone", node.get("parse_us"), both, 3)
ratio("writing the roll, times faster than JSON.stringify", written_node.get("ns"), written.get("ns"), 6)
