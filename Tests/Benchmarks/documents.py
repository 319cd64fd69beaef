"""Times json.loads as `table-bot bench documents` times its parser: documents.py FILE…"""

import json
import sys
import time


def median(work):
    times = []
    start = time.perf_counter()
    while len(times) < 25 or (time.perf_counter() - start < 0.05 and len(times) < 2000):
        before = time.perf_counter()
        work()
        times.append(time.perf_counter() - before)
    times.sort()
    return times[len(times) // 2]


size = total = 0
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        text = file.read()
    size += len(text)
    total += median(lambda: json.loads(text))
print(json.dumps({"client": "python", "parse_mb_s": round(size / total / 1e6, 1),
                  "parse_us": round(total / len(sys.argv[1:]) * 1e6, 1)}))
