"""Many at once, and those who only want to be in the way."""

import asyncio
import contextlib
import resource
import socket
import time

import pytest

from desk_client import Line, Person


def crowd_size():
    """As many as the descriptors allow, up to 10,000; each costs one here and one at the desk."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return 10_000 if most >= 12_000 else 2_000


def upgraded(server):
    """A websocket that says nothing after its hello: a plain socket, to keep ten thousand cheap."""
    line = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    line.sendall(
        f"GET /v1/socket HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Origin: {server.origin}\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Protocol: frontdesk.v1\r\n\r\n".encode())
    hello = b'{"type":"hello","as":"customer","site":"demo"}'
    line.sendall(bytes([0x81, 0x80 | len(hello), 0, 0, 0, 0]) + hello)
    return line


async def cost(server, person, count=200):
    """What answering one person so often costs the desk, in seconds of CPU."""
    before = server.worked()
    for number in range(count):
        await person.say(f"still there? {number}")
    return server.worked() - before


def test_thousands_who_say_nothing_do_not_disturb_those_who_talk(server):
    server.add_agent()
    size = crowd_size()

    async def story():
        async with Person(server) as ana, Person(server, "maya") as maya:
            await maya.welcome.wait()
            await ana.begin()
            before = server.memory()
            alone = await cost(server, ana)
            crowd = []
            try:
                for _ in range(size // 100):
                    crowd += await asyncio.to_thread(lambda: [upgraded(server) for _ in range(100)])
                last = crowd[-1]
                last.settimeout(20)
                heard = b""
                while b'"welcome"' not in heard:
                    heard += await asyncio.to_thread(last.recv, 65536)
                assert await cost(server, ana) < 3 * alone + 0.1
                a_session = (server.memory() - before) / size
                print(f"{size} sessions, {a_session:.0f} bytes each")
                assert a_session < 40_000
                late = await Line.open(server)
                await late.greet_customer()
                assert (await late.start())[0]
            finally:
                for line in crowd:
                    line.close()
            # While ten thousand lines are taken down people are answered all the same.
            await asyncio.wait_for(cost(server, ana, 5), 20)

    asyncio.run(story())
    assert server.process.poll() is None


def test_heads_that_never_end_are_given_up_and_hold_up_nobody(server):
    slow = []
    for _ in range(150):
        line = socket.create_connection(("127.0.0.1", server.port), timeout=20)
        line.sendall(b"GET /v1/socket HTTP/1.1\r\nHost: desk\r\nX-Slow: ")
        slow.append(line)
    began = time.monotonic()
    status, _, _ = server.get("/readyz")
    assert status == 200 and time.monotonic() - began < 5, "before the slow ones are given up"

    async def talk():
        async with Person(server) as ana:
            await ana.begin()
            await asyncio.wait_for(cost(server, ana, 5), 5)

    asyncio.run(talk())
    # One byte a second keeps no head alive for longer than the ten seconds it has.
    ended = 0
    deadline = time.monotonic() + 13
    while time.monotonic() < deadline and ended < len(slow):
        for line in slow[:]:
            try:
                line.sendall(b"x")
                line.settimeout(0.001)
                if line.recv(4096) is not None:
                    raise ConnectionResetError
            except TimeoutError:
                continue
            except OSError:
                slow.remove(line)
                line.close()
        time.sleep(0.5)
    assert not slow, f"{len(slow)} heads were still waited for after 13 s"


NOISE = {
    "nothing but zeros": b"\0" * 1000,
    "two hosts": b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    "http 2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "a head of 70 kB": b"GET / HTTP/1.1\r\nHost: desk\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
    "a body": b"POST /v1/socket HTTP/1.1\r\nHost: desk\r\nContent-Length: 5\r\n\r\nhello",
}


@pytest.mark.parametrize("noise", NOISE.values(), ids=NOISE.keys())
def test_noise_at_the_door_is_refused_and_harms_nobody(server, noise):
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as line:
        answer = b""
        with contextlib.suppress(OSError):
            line.sendall(noise)
            line.shutdown(socket.SHUT_WR)
            while piece := line.recv(65536):
                answer += piece
    assert answer == b"" or answer.startswith((b"HTTP/1.1 4", b"HTTP/1.1 505"))
    assert server.get("/readyz")[0] == 200
    assert server.process.poll() is None
