"""The server's log, as whatever collects it reads it."""

import json
import socket

from running_desk import eventually


def lines(server):
    """Every line so far; one that is not JSON fails the test."""
    return [json.loads(line) for line in list(server.said)]


def find(server, message, **facts):
    """The lines with that message and those facts."""
    return [
        line for line in lines(server)
        if line["msg"] == message and all(line.get(name) == fact for name, fact in facts.items())
    ]


def wait_for(server, message, patience=20, **facts):
    """The first such line, as soon as it is there."""
    return eventually(lambda: find(server, message, **facts), patience)[0]


def break_in(server):
    """A websocket whose first frame is against the protocol: the library complains in the log."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(request(server.origin))
        assert b" 101 " in line.recv(4096)
        # A ping that claims a length no control frame may have.
        line.sendall(bytes([0x89, 0xFE, 1, 0, 1, 2, 3, 4]))
        line.recv(100)


def knock(server, origin):
    """One websocket request from a page elsewhere: refused, and a line in the log."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as line:
        line.sendall(request(origin))
        return line.recv(4096)


def request(origin):
    return (
        f"GET /v1/socket HTTP/1.1\r\nHost: desk\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nOrigin: {origin}\r\n"
        "Sec-WebSocket-Protocol: frontdesk.v1\r\n\r\n").encode()
