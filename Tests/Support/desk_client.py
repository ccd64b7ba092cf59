"""Clients that keep the client's half of the delivery contract: a cid before the first send, the
same cid until there is an answer, and resuming from the last seq."""

import asyncio
import json
import secrets

import websockets
from websockets.asyncio.client import connect

from running_desk import PASSWORD


def new_cid():
    return secrets.token_urlsafe(16)


class Line:
    """One connection, frame by frame."""

    def __init__(self, socket):
        self.socket = socket

    @classmethod
    async def open(cls, server, origin="own", **options):
        origin = server.origin if origin == "own" else origin
        socket = await connect(
            server.url, origin=origin, subprotocols=["frontdesk.v1"], compression=None,
            open_timeout=20, ping_interval=None, **options)
        return cls(socket)

    async def send(self, **frame):
        await self.socket.send(json.dumps(frame))

    async def hear(self, patience=10):
        return json.loads(await asyncio.wait_for(self.socket.recv(), patience))

    async def until(self, patience=10, **wanted):
        """The next frame whose members are these, passing over others."""
        async with asyncio.timeout(patience):
            while True:
                frame = await self.hear(patience)
                if all(frame.get(name) == value for name, value in wanted.items()):
                    return frame

    async def closed(self, patience=10):
        """Hears everything until the desk closes; returns the code."""
        async with asyncio.timeout(patience):
            try:
                while True:
                    await self.socket.recv()
            except websockets.ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else 1006

    async def greet_customer(self, token=None):
        await self.send(type="hello", **{"as": "customer"}, site="demo", token=token)
        return await self.until(type="welcome")

    async def greet_agent(self, login="maya", token=None):
        if token:
            await self.send(type="hello", **{"as": "agent"}, token=token)
        else:
            await self.send(type="hello", **{"as": "agent"}, user=login, password=PASSWORD,
                            device="test")
        return await self.until(type="welcome")

    async def do(self, deed, conversation=None, cid=None, **fields):
        """One command and its answer."""
        cid = cid or new_cid()
        await self.send(type="command", cid=cid, conversation=conversation, do=deed, **fields)
        async with asyncio.timeout(10):
            while True:
                frame = await self.hear()
                if frame.get("cid") == cid and frame["type"] in ("ack", "nack"):
                    return frame

    async def start(self, **fields):
        """Begins a conversation; its id and the token."""
        ack = await self.do("start", **fields)
        assert ack["type"] == "ack", ack
        return ack["conversation"], ack.get("token")

    async def close(self):
        await self.socket.close()


class Person:
    """A customer or an agent who goes on through kills, restarts and full disks.

    `say` returns when the words are acknowledged, however often they must be sent.
    """

    def __init__(self, server, login=None):
        self.server = server
        self.login = login
        self.token = None
        self.conversation = None
        self.epoch = None
        self.events = []
        self.mirrored = []
        self.acked = {}
        self.waiting = {}
        self.storage_nacks = 0
        self.resets = 0
        self.duplicates = 0
        self.line = None
        self.welcome = asyncio.Event()
        self._task = None

    async def __aenter__(self):
        self._task = asyncio.create_task(self._live())
        return self

    async def __aexit__(self, *_):
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def _live(self):
        while True:
            try:
                # A program that speaks as an agent names no origin; a page always does.
                origin = None if self.login else "own"
                self.line = await Line.open(self.server, origin=origin)
                await self._hello()
                async for text in self.line.socket:
                    await self._hear(json.loads(text))
            except (OSError, websockets.WebSocketException, TimeoutError, EOFError):
                pass
            finally:
                self.welcome.clear()
            await asyncio.sleep(0.02)

    async def _hello(self):
        if self.login and self.token:
            await self.line.send(type="hello", **{"as": "agent"}, token=self.token)
        elif self.login:
            await self.line.send(type="hello", **{"as": "agent"}, user=self.login,
                                 password=PASSWORD, device="test")
        else:
            await self.line.send(type="hello", **{"as": "customer"}, site="demo",
                                 token=self.token)

    async def _hear(self, frame):
        match frame["type"]:
            case "welcome":
                self.epoch = frame["epoch"]
                self.token = frame.get("token") or self.token
                self.welcome.set()
                await self._follow()
                for cid, (command, _) in list(self.waiting.items()):
                    await self.line.send(type="command", cid=cid, **command)
            case "event" if frame["conversation"] == self.conversation:
                assert frame["seq"] == len(self.events) + 1, f"{frame} after {len(self.events)}"
                self.events.append(frame)
            case "mirrored" if frame["conversation"] == self.conversation:
                self.mirrored.append(frame["places"])
            case "ack":
                self._answered(frame)
            case "nack" if not frame["final"]:
                self.storage_nacks += frame["code"] == "storage"
                command, _ = self.waiting[frame["cid"]]
                asyncio.get_running_loop().call_later(
                    0.2, lambda: asyncio.ensure_future(self._again(frame["cid"], command)))
            case "nack":
                _, answer = self.waiting.pop(frame["cid"])
                if not answer.done():
                    answer.set_exception(AssertionError(f"{frame}"))
            case "reset":
                self.resets += 1

    def _answered(self, ack):
        before = self.acked.setdefault(ack["cid"], ack)
        assert before["seq"] == ack["seq"], f"{ack} after {before}"
        self.duplicates += bool(ack.get("dup"))
        if ack["cid"] in self.waiting:
            _, answer = self.waiting.pop(ack["cid"])
            if not answer.done():
                answer.set_result(ack)

    async def _again(self, cid, command):
        if cid in self.waiting and self.welcome.is_set():
            try:
                await self.line.send(type="command", cid=cid, **command)
            except websockets.ConnectionClosed:
                pass

    async def _follow(self):
        if self.conversation:
            await self.line.send(type="follow", conversation=self.conversation, epoch=self.epoch,
                                 after=len(self.events))

    async def do(self, deed, **fields):
        cid = new_cid()
        command = {"do": deed, **fields}
        if deed != "start":
            command["conversation"] = self.conversation
        answer = asyncio.get_running_loop().create_future()
        self.waiting[cid] = (command, answer)
        if self.welcome.is_set():
            await self._again(cid, command)
        return await answer

    async def say(self, text):
        return await self.do("say", text=text)

    async def begin(self):
        ack = await self.do("start")
        self.conversation, self.token = ack["conversation"], ack["token"]
        await self._follow()

    async def join(self, conversation):
        self.conversation = conversation
        await self.welcome.wait()
        await self._follow()

    async def caught_up(self, top, patience=20):
        async with asyncio.timeout(patience):
            while len(self.events) < top:
                await asyncio.sleep(0.02)
