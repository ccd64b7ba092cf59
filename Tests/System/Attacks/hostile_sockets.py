"""Thousands of hostile sockets from hundreds of addresses of this machine, in one process.

Usage: hostile_sockets.py PORT ORIGIN SOCKETS SECONDS. Prints "open N" when all that are let in are
in, floods until the seconds are over, and prints what became of them as JSON.
"""

import json
import os
import secrets
import selectors
import socket
import struct
import sys
import time

PER_ADDRESS = 20
BLOB_FRAMES = 50


def masked(text):
    """A client's text frame; a mask of zeros is a mask."""
    data = text.encode()
    if len(data) < 126:
        head = struct.pack("!BB", 0x81, 0x80 | len(data))
    else:
        head = struct.pack("!BBH", 0x81, 0x80 | 126, len(data))
    return head + b"\0\0\0\0" + data


def upgrade(port, origin):
    return (
        f"GET /v1/socket HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nOrigin: {origin}\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        "Sec-WebSocket-Protocol: frontdesk.v1\r\n\r\n").encode()


def flood(index):
    """What one socket pours: each does something else."""
    unknown = secrets.token_urlsafe(16)
    kinds = [
        {"type": "follow", "conversation": unknown, "epoch": "x" * 22, "after": 0},
        {"type": "ask", "id": "q", "about": "articles", "text": "parcel late refund money"},
        {"type": "typing", "conversation": unknown},
        {"type": "watch"},
        {"type": "status", "status": "away"},
        {"type": "unfollow", "conversation": unknown},
        {"type": "command", "cid": secrets.token_urlsafe(16), "do": "start", "language": "en"},
    ]
    return masked(json.dumps(kinds[index % len(kinds)])) * BLOB_FRAMES


def main(port, origin, count, seconds):
    selector = selectors.DefaultSelector()
    hello = masked(json.dumps({"type": "hello", "as": "customer", "site": "demo"}))
    request = upgrade(port, origin)
    sockets = []
    figures = {"open": 0, "refused": 0, "closed": 0, "sent": 0}

    for index in range(count):
        line = socket.socket()
        address = index // PER_ADDRESS
        line.bind((f"127.1.{address // 250}.{address % 250 + 1}", 0))
        line.setblocking(False)
        line.connect_ex(("127.0.0.1", port))
        selector.register(line, selectors.EVENT_WRITE, index)
        sockets.append(line)
        if index % 200 == 199:
            settle(selector, sockets, request, hello, figures, 0.0)
    begun = time.monotonic()
    while figures["open"] + figures["refused"] < count and time.monotonic() - begun < 60:
        settle(selector, sockets, request, hello, figures, 0.05)
    print("open", figures["open"], flush=True)

    end = time.monotonic() + seconds
    blobs = [flood(index) for index in range(7)]
    while time.monotonic() < end:
        for index, line in enumerate(sockets):
            if line is None:
                continue
            try:
                figures["sent"] += line.send(blobs[index % 7])
            except BlockingIOError:
                pass
            except OSError:
                line.close()
                sockets[index] = None
                figures["closed"] += 1
            if index % 500 == 0 and time.monotonic() >= end:
                break
    print(json.dumps(figures), flush=True)


def settle(selector, sockets, request, hello, figures, patience):
    """Leads lines that connect through their upgrade and hello."""
    for key, events in selector.select(patience):
        line = key.fileobj
        try:
            if events & selectors.EVENT_WRITE:
                line.send(request)
                selector.modify(line, selectors.EVENT_READ, key.data)
            elif (answer := line.recv(4096)).startswith(b"HTTP/1.1 101"):
                line.send(hello)
                selector.unregister(line)
                figures["open"] += 1
            else:
                raise OSError(answer[:20])
        except OSError:
            selector.unregister(line)
            line.close()
            sockets[key.data] = None
            figures["refused"] += 1


if __name__ == "__main__":
    os.nice(5)
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), float(sys.argv[4]))
