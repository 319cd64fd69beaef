"""Lists the public symbols that say nothing about themselves: python3 undocumented.py GRAPH.symbols.json…

A symbol needs a sentence of its own before its lists of parameters. What a protocol of the language asks for
(`==`, `hash(into:)`, …) documents itself. Ends with 1 when something is listed.
"""

import json
import sys

# Requirements of the standard library's protocols, which are documented there.
KNOWN = {
    "==(_:_:)", "<(_:_:)", "hash(into:)", "hashValue", "debugDescription", "customMirror", "makeIterator()", "next()",
    "next(isolation:)", "makeAsyncIterator()", "Element", "Iterator", "AsyncIterator", "Failure", "underestimatedCount",
    "rawValue", "init(rawValue:)", "RawValue", "encode(to:)", "init(from:)",
}


def sentence(symbol):
    lines = [line["text"].strip() for line in symbol.get("docComment", {}).get("lines", [])]
    first = next((line for line in lines if line), "")
    return first and not first.lower().startswith(("- parameter", "- returns", "- throws"))


missing = []
for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        graph = json.load(file)
    for symbol in graph["symbols"]:
        if "::SYNTHESIZED::" in symbol["identifier"]["precise"] or sentence(symbol):
            continue
        if symbol["pathComponents"][-1] in KNOWN or symbol["kind"]["identifier"] == "swift.extension":
            continue
        place = symbol.get("location")
        where = "" if not place else "{}:{}: ".format(
            place["uri"].removeprefix("file://"), place["position"]["line"] + 1)
        missing.append("{}{} {} has no documentation".format(
            where, symbol["kind"]["displayName"].lower(),
            ".".join([graph["module"]["name"], *symbol["pathComponents"]])))
print("\n".join(sorted(missing)), end="\n" if missing else "")
sys.exit(1 if missing else 0)
