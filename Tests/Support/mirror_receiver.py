"""A receiver on loopback that believes what it hears: for tests of what is sent, and how fast."""

import asyncio
import json
import threading
from contextlib import contextmanager


class Receiver:
    """Answers 200 to everything, on an event loop of its own; keeps (conversation, seq, id)."""

    def __init__(self):
        self.heard = []
        self.status = 200
        self.port = None

    async def _serve(self, reader, writer):
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = identity = 0
                for line in head.split(b"\r\n"):
                    name, _, value = line.partition(b": ")
                    if name.lower() == b"content-length":
                        length = int(value)
                    elif name.lower() == b"webhook-id":
                        identity = value.decode()
                body = await reader.readexactly(length)
                if self.status == 200:
                    self.heard.append((identity, body))
                writer.write(b"HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n" % self.status)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    def run(self, ready):
        async def main():
            server = await asyncio.start_server(self._serve, "127.0.0.1", self.port or 0)
            self.port = server.sockets[0].getsockname()[1]
            self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
            ready.set()
            await self._over.wait()
            server.close()

        asyncio.run(main())

    def stop(self):
        self._loop.call_soon_threadsafe(self._over.set)

    def seqs(self, conversation):
        """What came of a conversation, in the order in which it came, repeats included."""
        return [int(identity.rsplit(":", 1)[1]) for identity, _ in list(self.heard)
                if identity.split(":")[1] == conversation]

    def bodies(self):
        return [json.loads(body) for _, body in list(self.heard)]


@contextmanager
def receiving():
    receiver, ready = Receiver(), threading.Event()
    thread = threading.Thread(target=receiver.run, args=(ready,), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield receiver
    finally:
        receiver.stop()
        thread.join(10)


def mirrored_to(receiver, folder, secret, desk=""):
    """The settings' file of a desk with one mirror, and beside it what the desk is like."""
    (folder / "secret").touch(mode=0o600)
    (folder / "secret").write_text(secret + "\n", encoding="ascii")
    config = folder / "frontdesk.yaml"
    config.write_text(
        "mirrors:\n"
        f"  - {{ name: tickets, url: 'http://127.0.0.1:{receiver.port}/hook', timeout: 2s,"
        f" secret_file: {folder / 'secret'}, allow_private: true }}\n", encoding="utf-8")
    if desk:
        (folder / "desk.yaml").write_text(desk, encoding="utf-8")
    return config
