"""Lines that are dead without a goodbye: both sides notice within 45 seconds of silence."""

import asyncio
import base64
import json
import os
import secrets
import select
import signal
import socket
import struct
import subprocess
import threading
import time

from desk_client import Line
from running_desk import BINARY, PASSWORD, ROOT, eventually

# What the protocol promises, and what a busy machine may add to it.
PROMISED = 45
SLACK = 8


class Mute:
    """A websocket that says hello and then neither speaks nor answers pings: an unplugged client."""

    def __init__(self, server, hello, origin=None):
        self.line = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        key = base64.b64encode(os.urandom(16)).decode()
        origin = f"Origin: {origin}\r\n" if origin else ""
        self.line.sendall(
            f"GET /v1/socket HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n{origin}"
            f"Sec-WebSocket-Protocol: frontdesk.v1\r\n\r\n".encode())
        heard = b""
        while b"\r\n\r\n" not in heard:
            heard += self.line.recv(4096)
        assert heard.startswith(b"HTTP/1.1 101")
        text = json.dumps(hello).encode()
        mask = secrets.token_bytes(4)
        length = bytes([0x80 | len(text)]) if len(text) < 126 else b"\xfe" + struct.pack(">H", len(text))
        self.line.sendall(
            b"\x81" + length + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(text)))
        heard = heard.partition(b"\r\n\r\n")[2]
        while b'"welcome"' not in heard:
            heard += self.line.recv(4096)
        self.since = time.monotonic()
        self.gone = None

    def look(self):
        """Reads what came, pings, without an answer; notes when the desk hung up."""
        try:
            if not self.line.recv(65536):
                self.gone = time.monotonic() - self.since
        except OSError:
            self.gone = time.monotonic() - self.since


def spans_until_gone(mutes, patience):
    """How long each was silent before the desk ended it."""
    deadline = time.monotonic() + patience
    while waiting := [mute for mute in mutes if mute.gone is None]:
        assert time.monotonic() < deadline, f"{len(waiting)} are still there"
        ready, _, _ = select.select([mute.line for mute in waiting], [], [], 0.2)
        for mute in waiting:
            if mute.line in ready:
                mute.look()
    return [mute.gone for mute in mutes]


def terminal_goes_offline(server, spans):
    """An agent's program whose desk stands still: how long until it says so."""
    program = subprocess.Popen(
        [BINARY, "agent", server.origin, "--json", "--user", "maya", "--password-stdin", "--forget"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "XDG_STATE_HOME": str(server.data / "state")})
    program.stdin.write(PASSWORD + "\n")
    program.stdin.flush()
    for line in program.stdout:
        if json.loads(line)["type"] == "desk":
            break
    server.process.send_signal(signal.SIGSTOP)
    since = time.monotonic()
    for line in program.stdout:
        if json.loads(line)["type"] == "offline":
            spans.append(time.monotonic() - since)
            break
    server.process.send_signal(signal.SIGCONT)
    # And when the desk goes on, so does the program.
    for line in program.stdout:
        if json.loads(line)["type"] == "online":
            spans.append("online")
            break
    program.kill()


def test_dead_lines_are_noticed_from_both_sides(make_server, tmp_path):
    """finding: mute sockets stayed 50 to 74 s, and an agent without network was online for 76.7 s."""
    server = make_server(settings={
        "limits.customer_rate": "30/min", "limits.customer_burst": "10"}).start()
    server.add_agent()
    server.add_agent("kim")
    other = make_server(folder=tmp_path / "other").start()
    other.add_agent()
    terminal = []
    watcher = threading.Thread(target=terminal_goes_offline, args=(other, terminal))
    watcher.start()

    customers = []
    for _ in range(40):
        # Silence begins at every point of the desk's round.
        time.sleep(0.05)
        customers.append(
            Mute(server, {"type": "hello", "as": "customer", "site": "demo"}, server.origin))
    # Whoever has sent more than they may is read more slowly, and lives no longer for it.
    spent = Mute(server, {"type": "hello", "as": "customer", "site": "demo"}, server.origin)
    unfollow = json.dumps({"type": "unfollow", "conversation": "A" * 22}).encode()
    spent.line.sendall((b"\x81" + bytes([0x80 | len(unfollow)]) + bytes(4) + unfollow) * 400)
    spent.since = time.monotonic()
    agent = Mute(server, {"type": "hello", "as": "agent", "user": "maya", "password": PASSWORD,
                          "device": "cut off"})

    async def is_online(login):
        line = await Line.open(server, origin=None)
        await line.greet_agent("kim")
        await line.send(type="ask", id="q", about="agents")
        answer = await line.until(type="answer")
        await line.close()
        return next(one["online"] for one in answer["agents"] if one["agent"] == login)

    assert asyncio.run(is_online("maya"))
    spans = spans_until_gone([*customers, spent, agent], PROMISED + SLACK)
    # Long enough for who changes networks, and never longer than promised.
    assert 35 < min(spans) and max(spans) < PROMISED + SLACK, (min(spans), max(spans))
    eventually(lambda: not asyncio.run(is_online("maya")))
    watcher.join(40)
    assert terminal[-1] == "online" and terminal[0] < PROMISED + SLACK, terminal
    print(f"customers and agent {min(spans):.1f} to {max(spans):.1f} s, terminal {terminal[0]:.1f} s")
