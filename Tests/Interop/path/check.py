"""Drives table-bot from the outside: check.py BOT FIXTURES.

The messages are the real ones of FIXTURES where that folder is, and others made here where it is not.
"""

import collections
import glob
import json
import os
import queue
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

BOT, FIXTURES = sys.argv[1], sys.argv[2]
LIMIT = 60


class Serve:
    """`table-bot serve` in a process of its own; collects the lines it prints."""

    def __init__(self, state, port=0):
        self.process = subprocess.Popen(
            [BOT, "serve", "--auto-pair", "--json", "--port", str(port), "--state", state],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        first = self.lines.get(timeout=LIMIT)
        assert first["event"] == "listening", first
        self.url = first["url"]
        self.seen = []

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))

    def rolls(self):
        """The ids of the rolls that the overlay was shown so far."""
        while True:
            try:
                self.seen.append(self.lines.get_nowait())
            except queue.Empty:
                return [e["payload"]["rollId"] for e in self.seen if e.get("kind") == "roll"]

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        self.process.wait(LIMIT)
        time.sleep(0.2)
        return self.rolls()


def bot(*words, **options):
    return subprocess.run([BOT, *words], capture_output=True, text=True, timeout=LIMIT, **options)


def events(output):
    return [json.loads(line) for line in output.splitlines()]


def messages():
    """Chat messages and, for each of their rolls, its id and whether it is hidden."""
    found = []
    for file in sorted(glob.glob(os.path.join(FIXTURES, "messages", "*.json"))):
        document = json.load(open(file, encoding="utf8"))
        if "_id" in document:
            found.append(document)
    if not found:
        print("  (no real documents here: messages of our own take their place)")
        for n in range(120):
            roll = {"class": "Roll", "formula": "1d20 + 2", "total": 3 + n % 20, "evaluated": True, "terms": [
                {"class": "Die", "number": 1, "faces": 20, "results": [{"result": 1 + n % 20, "active": True}]}]}
            found.append({"_id": f"message{n:09}", "rolls": [json.dumps(roll)] * (1 + n % 3), "timestamp": n,
                          "whisper": ["gm"] if n % 4 == 0 else [], "speaker": {"actor": f"actor{n % 5:011}"}})
    return found


def expected(found):
    visible, hidden = [], []
    for document in found:
        rolls = document.get("rolls") or ([document["roll"]] if document.get("roll") else [])
        for index in range(len(rolls)):
            is_hidden = bool(document.get("whisper")) or document.get("blind") is True
            (hidden if is_hidden else visible).append(f"{document['_id']}#{index}")
    return visible, hidden


def line(document):
    return json.dumps({"hook": "createChatMessage", "args": [document]}, ensure_ascii=False) + "\n"


def table(folder, serve, world="emberfall"):
    """Pairs a world with the server; gives the folder of the world."""
    path = os.path.join(folder, world)
    os.makedirs(path, exist_ok=True)
    json.dump({"id": world, "title": "Emberfall", "system": "dnd5e"}, open(os.path.join(path, "world.json"), "w"))
    paired = bot("pair", "--server", serve.url, "--world", world, "--state", os.path.join(folder, "state"), "--json")
    assert paired.returncode == 0, paired
    assert [e for e in events(paired.stdout) if e["event"] == "code"], paired.stdout
    return path


def delivers(folder):
    """Every roll that is not hidden arrives exactly once; a broken line costs only itself."""
    serve = Serve(folder)
    world = table(folder, serve)
    found = messages()
    visible, hidden = expected(found)
    text = "".join(line(d) for d in found[:40]) + "{broken\n" + "".join(line(d) for d in found[40:])
    run = bot("run", "--world", world, "--input", "-", "--state", os.path.join(folder, "state"), "--json", input=text)
    assert run.returncode == 5, run
    told = events(run.stdout)
    assert [e["line"] for e in told if e["event"] == "input_error"] == [41], told
    assert told[-1]["event"] == "summary", told[-1]
    assert told[-1]["withheld"] == len(hidden) and told[-1]["delivered"] == len(visible), told[-1]
    assert serve.end() == visible


def flags(folder):
    """Hidden rolls are sent when told to, and the overlay keeps them."""
    serve = Serve(folder)
    world = table(folder, serve)
    found = messages()
    visible, hidden = expected(found)
    run = bot("run", "--world", world, "--input", "-", "--hidden", "flag", "--state", os.path.join(folder, "state"),
              "--json", input="".join(line(d) for d in found))
    assert run.returncode == 0, run
    assert events(run.stdout)[-1]["delivered"] == len(visible) + len(hidden)
    assert serve.end() == visible


def server_killed(folder):
    """The server is killed and started again on its port while rolls flow: nothing lost, nothing twice."""
    serve = Serve(folder)
    port = int(serve.url.rsplit(":", 1)[1])
    world = table(folder, serve)
    found = messages()
    visible, _ = expected(found)
    run = subprocess.Popen(
        [BOT, "run", "--world", world, "--input", "-", "--state", os.path.join(folder, "state"), "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    shown = []
    third = len(found) // 3
    for part, kill in ((found[:third], True), (found[third:2 * third], True), (found[2 * third:], False)):
        for n, document in enumerate(part):
            run.stdin.write(line(document))
            run.stdin.flush()
            if kill and n == third // 2:
                start = time.monotonic()
                while not serve.rolls() and time.monotonic() - start < LIMIT:
                    time.sleep(0.01)
                shown += serve.end(signal.SIGKILL)
        if kill:
            serve = Serve(folder, port)
    run.stdin.close()
    output = run.stdout.read()
    assert run.wait(LIMIT) == 0, output
    shown += serve.end()
    twice = [id for id, count in collections.Counter(shown).items() if count > 1]
    assert not twice, f"twice: {twice}"
    assert sorted(shown) == sorted(visible), f"lost: {sorted(set(visible) - set(shown))}"
    assert events(output)[-1]["reconnects"] >= 2, events(output)[-1]


def bot_killed(folder):
    """The bot is killed while the server is away: the next start delivers what waited."""
    serve = Serve(folder)
    port = int(serve.url.rsplit(":", 1)[1])
    world = table(folder, serve)
    found = messages()
    visible, _ = expected(found)
    before = serve.end(signal.SIGKILL)
    run = subprocess.Popen(
        [BOT, "run", "--world", world, "--input", "-", "--state", os.path.join(folder, "state"), "--json"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True)
    for document in found:
        run.stdin.write(line(document))
    run.stdin.flush()
    time.sleep(2)
    run.kill()
    run.wait(LIMIT)
    serve = Serve(folder, port)
    again = bot("run", "--world", world, "--input", "-", "--state", os.path.join(folder, "state"), "--json", input="")
    assert again.returncode == 0, again
    shown = before + serve.end()
    assert sorted(shown) == sorted(visible), (len(shown), len(visible))


def interrupted(folder):
    """SIGTERM ends a run in order within ten seconds, also while the server is away."""
    serve = Serve(folder)
    world = table(folder, serve)
    for away in (False, True):
        if away:
            serve.end(signal.SIGKILL)
        run = subprocess.Popen(
            [BOT, "run", "--world", world, "--state", os.path.join(folder, "state"), "--json"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        time.sleep(1.5)
        start = time.monotonic()
        run.send_signal(signal.SIGTERM)
        output = run.communicate(timeout=10)[0]
        assert run.returncode == 0, (away, run.returncode, output)
        assert time.monotonic() - start < 10
        assert events(output)[-1]["event"] == "summary"


def secrets(folder):
    """What is stored is for its owner only, and nothing secret is printed."""
    serve = Serve(folder)
    world = table(folder, serve)
    state = os.path.join(folder, "state")
    run = bot("run", "--world", world, "--input", "-", "--state", state, "--json", input=line(messages()[0]))
    status = bot("status", "--state", state, "--json")
    stored = json.load(open(os.path.join(state, "emberfall", "credentials.json")))
    for key in ("apiKey", "sessionToken", "refreshToken"):
        for text in (run.stdout, run.stderr, status.stdout, status.stderr):
            assert stored[key] not in text, key
    for path, folders, files in os.walk(state):
        assert os.stat(path).st_mode & 0o777 == 0o700, path
        for file in files:
            assert os.stat(os.path.join(path, file)).st_mode & 0o777 == 0o600, file
    serve.end()


failed = 0
for check in (delivers, flags, interrupted, secrets, bot_killed, server_killed):
    with tempfile.TemporaryDirectory() as folder:
        try:
            check(folder)
            print(f"  ok      {check.__name__}: {check.__doc__}", flush=True)
        except Exception as error:
            failed += 1
            print(f"  FAILED  {check.__name__}: {check.__doc__}\n          {type(error).__name__}: {str(error)[:2000]}", flush=True)
sys.exit(1 if failed else 0)
