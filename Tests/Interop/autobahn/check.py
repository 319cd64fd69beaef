"""Runs the client against two of Autobahn's fuzzing servers, each with half of the cases, and judges their reports."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time

WSTEST, PROBE, CASES = sys.argv[1:4]
AGENT = "TumulteKit"
GROUPS = {
    1: "framing", 2: "pings and pongs", 3: "reserved bits", 4: "opcodes", 5: "fragmentation", 6: "UTF-8 handling",
    7: "close handling", 9: "limits and performance", 10: "auto-fragmentation", 12: "compression: payloads",
    13: "compression: parameters",
}
# Cases are numbered from 1 in the order of the groups: 301 up to group 10, then 216 with compression.
WITHOUT_COMPRESSION, COUNT = 301, 517
SAMPLE_STEP = 11
TIME_LIMIT = 420 if CASES == "sample" else 3600


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("the fuzzing server does not start")


def run(cases, folder):
    """Starts a server and a client for these cases; returns both, and where the report will stand."""
    port = free_port()
    os.makedirs(folder)
    spec = os.path.join(folder, "spec.json")
    with open(spec, "w") as file:
        json.dump({"url": "ws://127.0.0.1:%d" % port, "outdir": os.path.join(folder, "reports"), "cases": ["*"],
                   "exclude-cases": [], "exclude-agent-cases": {}}, file)
    log = open(os.path.join(folder, "server.log"), "w")
    server = subprocess.Popen([WSTEST, "-m", "fuzzingserver", "-s", spec, "-u", "0"], stdout=log, stderr=log,
                              cwd=folder, start_new_session=True)
    wait_for(port)
    client = subprocess.Popen([PROBE, "ws://127.0.0.1:%d" % port, AGENT] + [str(case) for case in cases])
    return server, client, os.path.join(folder, "reports", "index.json")


def judge(results, wanted):
    bad = 0
    table = {}
    for case, result in results.items():
        row = table.setdefault(int(case.split(".")[0]), {})
        row[result["behavior"]] = row.get(result["behavior"], 0) + 1
        is_clean = result["behaviorClose"] in ("OK", "INFORMATIONAL")
        if not is_clean:
            row["UNCLEAN"] = row.get("UNCLEAN", 0) + 1
        if result["behavior"] not in ("OK", "INFORMATIONAL") or not is_clean:
            bad += 1
            print("case %s: %s, close %s" % (case, result["behavior"], result["behaviorClose"]))
    columns = ["OK", "INFORMATIONAL", "NON-STRICT", "FAILED", "UNIMPLEMENTED", "UNCLEAN"]
    print("\n| group | cases | OK | informational | non-strict | failed | unimplemented | unclean close |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    sums = [0] * (len(columns) + 1)
    for group, row in sorted(table.items()):
        numbers = [sum(row.get(column, 0) for column in columns[:-1])] + [row.get(column, 0) for column in columns]
        sums = [a + b for a, b in zip(sums, numbers)]
        print("| %d %s | %s |" % (group, GROUPS.get(group, ""), " | ".join(map(str, numbers))))
    print("| all | %s |\n" % " | ".join(map(str, sums)))
    if len(results) != wanted:
        print("only %d of %d cases have a result" % (len(results), wanted))
        bad += 1
    return bad


def main():
    if CASES == "sample":
        cases = list(range(1, WITHOUT_COMPRESSION + 1))
        cases += range(WITHOUT_COMPRESSION + 1, COUNT + 1, SAMPLE_STEP)
    else:
        match = re.match(r"(\d+)-(\d+)$", CASES) or sys.exit("cases are given as LOW-HIGH")
        low, high = map(int, match.groups())
        cases = list(range(max(1, low), min(high, COUNT) + 1))
    start = time.time()
    results, running, failed = {}, [], 0
    with tempfile.TemporaryDirectory() as folder:
        try:
            for half in (0, 1):
                running.append(run(cases[half::2], os.path.join(folder, str(half))))
            for server, client, report in running:
                left = max(1, TIME_LIMIT - (time.time() - start))
                try:
                    if client.wait(timeout=left) != 0:
                        failed += 1
                        print("the client ended with %d" % client.returncode)
                except subprocess.TimeoutExpired:
                    failed += 1
                    print("the client did not finish within %d s" % TIME_LIMIT)
                if os.path.exists(report):
                    with open(report) as file:
                        results.update(json.load(file).get(AGENT, {}))
        finally:
            for server, client, _ in running:
                if client.poll() is None:
                    client.kill()
                os.killpg(server.pid, signal.SIGKILL)
                server.wait()
    failed += judge(results, len(cases))
    print("%d cases in %d s" % (len(results), time.time() - start))
    sys.exit(1 if failed else 0)


main()
