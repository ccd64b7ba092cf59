"""Sends files to a desk as a client does: a grant, pieces, a receipt, and words that carry it."""

import json
import struct
import urllib.error
import urllib.request
import zlib


def png(width=2, height=2, extra=b""):
    """A picture that any viewer shows, or one whose head lies about its size."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data
                + struct.pack(">I", zlib.crc32(kind + data)))

    rows = (b"\0" + b"\x40\x80\xc0" * width) * height if width < 4096 else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"pad\0" + extra) + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


class Answer:
    """What the desk says to one request, refused or not."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


def fetch(server, address, body=None, timeout=60):
    request = urllib.request.Request(
        f"http://127.0.0.1:{server.port}{address}", data=body,
        headers={"Origin": server.origin, "Content-Type": "application/octet-stream"},
        method="GET" if body is None else "POST")
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())


async def grant(line, conversation, name="photo.png", size=100, media="image/png"):
    """The answer of the desk: where to send it, or why not."""
    await line.send(type="ask", id="up", about="upload", conversation=conversation, name=name,
                    size=size, media=media)
    while True:
        frame = await line.hear()
        if frame.get("id") == "up":
            return frame


def send(server, address, data, part=256 << 10, start=0):
    """Sends all pieces; the answer to the last, or to the first that is refused."""
    answer = None
    for at in range(start, len(data), part):
        answer = fetch(server, f"{address}&at={at}", data[at:at + part])
        if answer.status != 200:
            return answer
    return answer


async def fetched(line, server, conversation, file):
    """A file as whoever asks gets it."""
    await line.send(type="ask", id="down", about="file", conversation=conversation, file=file)
    while True:
        frame = await line.hear()
        if frame.get("id") == "down":
            return fetch(server, frame["file"]) if "file" in frame else frame
