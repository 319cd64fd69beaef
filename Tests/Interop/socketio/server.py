"""A python-socketio server for the checks beside it: namespace /vtt, token "good"."""

import argparse
import asyncio

import socketio
from aiohttp import web


class Vtt(socketio.AsyncNamespace):
    """Lets in who has the token, and keeps what it saw in `log`."""

    def __init__(self, log):
        super().__init__("/vtt")
        self.log = log
        self.counted = []

    async def on_connect(self, sid, environ, auth):
        self.log(["connect", auth])
        if auth != {"token": "good"}:
            raise socketio.exceptions.ConnectionRefusedError("Authentication failed", {"code": 7, "hint": "é"})

    async def on_disconnect(self, sid, reason=None):
        self.log(["disconnect", reason])

    async def on_ping(self, sid, *args):
        self.log(["ping", *args])

    async def on_pong(self, sid, *args):
        self.log(["pong", *args])

    async def on_ask(self, sid, question):
        self.log(["ask", question])
        return {"answer": 7 * question["question"]}, "and more"

    async def on_count(self, sid, number):
        self.counted.append(number)
        return number


async def serve(namespace, port=0, **options):
    """Starts a server on the loopback; returns it with its runner and its port."""
    server = socketio.AsyncServer(async_mode="aiohttp", cors_allowed_origins=[], **options)
    server.register_namespace(namespace)
    app = web.Application()
    server.attach(app)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port, reuse_address=True)
    await site.start()
    return server, runner, site._server.sockets[0].getsockname()[1]


async def alone(port, seconds, **options):
    """A server in a process of its own, for checks that kill it. Prints its port, and each number it counted."""
    namespace = Vtt(lambda entry: None)
    seen = namespace.counted

    class Told(list):
        def append(self, number):
            super().append(number)
            print(number, flush=True)

    namespace.counted = Told(seen)
    _, _, port = await serve(namespace, port, **options)
    print("port", port, flush=True)
    await asyncio.sleep(seconds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--ping", type=float, default=25, help="seconds of ping interval and timeout")
    arguments = parser.parse_args()
    asyncio.run(alone(
        arguments.port, arguments.seconds, ping_interval=arguments.ping, ping_timeout=arguments.ping))
