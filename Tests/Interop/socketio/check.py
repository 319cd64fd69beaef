"""Judges the Swift Socket.IO client from the server's side: check.py PROBE."""

import asyncio
import json
import os
import signal
import sys
import time

from server import Vtt, serve

PROBE = sys.argv[1]
HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 40


async def probe(scenario, port):
    """Runs the probe to its end; returns the lines it printed."""
    process = await asyncio.create_subprocess_exec(
        PROBE, scenario, f"http://127.0.0.1:{port}", stdout=asyncio.subprocess.PIPE)
    try:
        output, _ = await asyncio.wait_for(process.communicate(), LIMIT)
    except asyncio.TimeoutError:
        process.kill()
        raise AssertionError(f"the probe hangs in {scenario}")
    lines = [json.loads(line) for line in output.splitlines()]
    assert process.returncode == 0, lines
    return lines


def named(lines, event):
    return [line for line in lines if line["event"] == event]


async def events():
    """Events, arguments of all kinds and acknowledgements cross in both directions; the client leaves cleanly."""
    log, answers = [], []
    namespace = Vtt(log.append)

    async def on_dice(sid, *args):
        log.append(["dice:roll", *args])

    async def on_ask(sid, question):
        log.append(["ask", question])

        async def talk():
            await server.emit("bare", namespace="/vtt", to=sid)
            await server.emit("many", ({"x": [1, 2.5, None]}, "Éloïse 🎲", True), namespace="/vtt", to=sid)
            answers.append(await server.call("ask back", [1, 2], namespace="/vtt", to=sid, timeout=10))
            await server.emit("over", namespace="/vtt", to=sid)

        asyncio.ensure_future(talk())
        return {"answer": 7 * question["question"]}, "and more"

    namespace.on_ask = on_ask
    server, runner, port = await serve(namespace)
    server.on("dice:roll", on_dice, namespace="/vtt")
    lines = await probe("events", port)
    await asyncio.sleep(0.2)
    await runner.cleanup()
    assert named(lines, "answer")[0]["arguments"] == [{"answer": 42}, "and more"], lines
    assert [(e["name"], e["arguments"]) for e in named(lines, "event")] == [
        ("bare", []),
        ("many", [{"x": [1, 2.5, None]}, "Éloïse 🎲", True]),
        ("ask back", [[1, 2]]),
        ("over", []),
    ], lines
    assert answers == ["understood"], answers
    assert named(lines, "closed")[0]["reason"] == "io client disconnect", lines
    assert log[0] == ["connect", {"token": "good"}]
    assert ["ping", {"timestamp": 1760000000000}] in log and ["pong"] in log, log
    assert ["dice:roll", {"name": "Éloïse 🎲", "dice": [20, 1], "deep": [["x", None], 2.5, True]}, 2, "three"] in log or [
        "dice:roll", {"name": "Éloïse 🎲", "dice": [20, 1], "deep": [{"x": None}, 2.5, True]}, 2, "three"] in log, log
    assert log[-1][0] == "disconnect", log


async def refused():
    """A refusal arrives with its message and data."""
    namespace = Vtt(lambda entry: None)
    _, runner, port = await serve(namespace)
    lines = await probe("refused", port)
    await runner.cleanup()
    assert named(lines, "refused") == [
        {"event": "refused", "message": "Authentication failed", "data": {"code": 7, "hint": "é"}}], lines


async def heartbeat():
    """The client answers the engine's heartbeat: it stays many times as long as it would be allowed to be silent."""
    namespace = Vtt(lambda entry: None)
    server, runner, port = await serve(namespace, ping_interval=1, ping_timeout=1)

    async def end():
        await asyncio.sleep(5)
        await server.emit("enough", namespace="/vtt")

    ending = asyncio.ensure_future(end())
    start = time.monotonic()
    lines = await probe("stay", port)
    await ending
    await runner.cleanup()
    assert time.monotonic() - start >= 5
    assert named(lines, "answer")[0]["arguments"] == [{"answer": 7}, "and more"], lines
    assert named(lines, "closed")[0]["reason"] == "open", lines


async def process(port=0, *options):
    """A server in a process of its own; gives the process and its port."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, os.path.join(HERE, "server.py"), "--port", str(port), *options, stdout=asyncio.subprocess.PIPE)
    line = await asyncio.wait_for(child.stdout.readline(), LIMIT)
    return child, int(line.split()[1])


async def silence():
    """A server that stops without a word is noticed by the missing heartbeat, within its interval and timeout."""
    server, port = await process(0, "--ping", "1")
    client = await asyncio.create_subprocess_exec(
        PROBE, "stay", f"http://127.0.0.1:{port}", stdout=asyncio.subprocess.PIPE)
    while b"joined" not in await asyncio.wait_for(client.stdout.readline(), LIMIT):
        pass
    server.send_signal(signal.SIGSTOP)
    start = time.monotonic()
    try:
        output, _ = await asyncio.wait_for(client.communicate(), LIMIT)
    finally:
        server.kill()
    lines = [json.loads(line) for line in output.splitlines()]
    assert "ping timeout" in lines[-1]["error"], lines
    assert 0.5 < time.monotonic() - start < 10, time.monotonic() - start


async def comeback():
    """The server is killed twice while events flow, and comes back on the same port: each event arrives."""
    server, port = await process()
    client = asyncio.ensure_future(probe("comeback", port))
    counted = []
    for stop in (60, 130):
        while not counted or counted[-1] < stop:
            counted.append(int(await asyncio.wait_for(server.stdout.readline(), LIMIT)))
        server.kill()
        await server.wait()
        counted += [int(line) for line in (await server.stdout.read()).splitlines()]
        await asyncio.sleep(0.5)
        server, _ = await process(port)
    lines = await client
    server.kill()
    counted += [int(line) for line in (await server.stdout.read()).splitlines()]
    assert sorted(set(counted)) == list(range(1, 201)), counted
    assert counted == sorted(counted), "the order was lost"
    assert named(lines, "counted")[0]["connections"] >= 3, lines


async def main():
    failed = 0
    for check in (events, refused, heartbeat, silence, comeback):
        try:
            await check()
            print(f"  ok      {check.__name__}: {check.__doc__}")
        except Exception as error:
            failed += 1
            print(f"  FAILED  {check.__name__}: {check.__doc__}\n          {type(error).__name__}: {error}")
    sys.exit(1 if failed else 0)


asyncio.run(main())
