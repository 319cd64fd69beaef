"""Reads the lines of `emit` and prints what they mean beside each other."""

import json
import statistics
import sys

lines = [json.loads(line) for line in sys.stdin if line.startswith("{")]


def values(client, window, key):
    return [key(line) for line in lines if line["client"] == client and line.get("window", -1) == window]


def report(name, found, goal, unit, at_least):
    if found:
        value = statistics.median(found)
        met = value >= goal if at_least else value <= goal
        word = "at least" if at_least else "at most"
        print(f"{name}: {value:.1f}{unit} (goal: {word} {goal}{unit}){'' if met else '  MISSED'}")


def per_event(line):
    return (line["user_s"] + line["sys_s"]) / line["n"] * 1e6


def peak(line):
    return line["peak_rss_mb"]


ours, theirs = values("swift", 1000, per_event), values("py", 1000, per_event)
for name, found in (("ours, window 1000", ours), ("ours, window 0", values("swift", 0, per_event)),
                    ("python-socketio, window 1000", theirs)):
    if found:
        print(f"{name}: {statistics.median(found):.2f} µs CPU per event")
report("emit, times less CPU than python-socketio", [b / a for a, b in zip(ours, theirs) if a], 35, "", True)
report("emit, peak memory at window 1000", values("swift", 1000, peak), 22, " MB", False)
report("emit, peak memory at window 0", values("swift", 0, peak), 60, " MB", False)
report("idle, memory of a connection", values("swift", -1, lambda line: line["kb_per_connection"]), 8, " KiB", False)
found = values("py", -1, lambda line: line["kb_per_connection"])
if found:
    print(f"idle, memory of a connection of python-socketio: {statistics.median(found):.1f} KiB")
