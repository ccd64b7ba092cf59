#!/usr/bin/env python3
"""A receiver that does what the address asks for: the tests' other side of outgoing requests.

The path is a list of steps, one per attempt of the same webhook-id (or of the same path, when there
is no id); the last step goes on for ever: /500/503,retry-after=1/lose/200. After /all/ every request
to the path is the next attempt, whatever its id. Every request is written to the record, as a line
of JSON, before anything is answered.

  N[,retry-after=S]  answers with that status       301    redirects to /200
  hang     never answers                            lose   hangs up without an answer
  cut      hangs up in mid-answer                   reset  resets the connection
  garbage  answers what is not HTTP                 noise  200 with a body of random bytes
  huge     200 with a body of 1 GB                  drip   200, a byte at a time, for ever
  heads    header lines without an end              slow=S 200 after S seconds
  picky    422 if the body says "poison", else 200  early  103 first, then 200
  mirror   200, and the request as a body of JSON
"""

import argparse
import base64
import json
import os
import socketserver
import ssl
import struct
import socket
import sys
import threading
import time

from standard_webhooks import verdict


class Receiver(socketserver.StreamRequestHandler):
    timeout = 30

    def handle(self):
        while self.serve():
            pass

    def serve(self):
        line = self.rfile.readline(65_536).decode("latin-1").split()
        if len(line) != 3:
            return False
        headers = {}
        while (header := self.rfile.readline(65_536).decode("latin-1").rstrip("\r\n")):
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        body = self.rfile.read(int(headers.get("content-length", "0")))
        step, number = self.server.begin(line, headers, body)
        name, _, argument = step.partition("=")
        kind = getattr(self, "do_" + name, None)
        self.request_line, self.headers, self.body = line, headers, body
        if kind is not None:
            return kind(argument)
        status, _, wait = step.partition(",retry-after=")
        extra = f"Retry-After: {wait}\r\n" if wait else ""
        return self.answer(int(status), f"attempt {number}".encode(), extra)

    def answer(self, status, body=b"", extra=""):
        self.end()
        if status == 301:
            extra += "Location: /200\r\n"
        head = f"HTTP/1.1 {status} Whatever\r\nContent-Length: {len(body)}\r\n{extra}\r\n"
        self.wfile.write(head.encode() + (b"" if self.request_line[0] == "HEAD" else body))
        return True

    def end(self):
        self.server.end(self.headers)

    def do_hang(self, _):
        self.end()
        while self.connection.recv(4096):
            pass
        return False

    def do_lose(self, _):
        self.end()
        return False

    def do_cut(self, _):
        self.end()
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it")
        return False

    def do_reset(self, _):
        self.end()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        return False

    def do_garbage(self, _):
        self.end()
        self.wfile.write(b"\x00\xff\xfe this is not HTTP \x1b[2J\r\n\r\n" * 50)
        return False

    def do_noise(self, _):
        return self.answer(200, os.urandom(4096))

    def do_huge(self, _):
        self.end()
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n")
        for _ in range(1024):
            self.wfile.write(b"x" * (1 << 20))
        return False

    def do_drip(self, _):
        self.end()
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        while True:
            self.wfile.write(b".")
            time.sleep(0.02)

    def do_heads(self, _):
        self.end()
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            self.wfile.write(b"X-More: " + b"y" * 1000 + b"\r\n")

    def do_slow(self, seconds):
        time.sleep(float(seconds))
        return self.answer(200)

    def do_picky(self, _):
        return self.answer(422 if b"poison" in self.body else 200, b"so it is \x1b[31m judged")

    def do_early(self, _):
        self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
        return self.answer(200, b"late", "X-Real: yes\r\n")

    def do_mirror(self, _):
        seen = {"line": self.request_line, "headers": self.headers,
                "body": base64.b64encode(self.body).decode()}
        return self.answer(200, json.dumps(seen).encode())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, options):
        super().__init__(("127.0.0.1", options.port), Receiver)
        if options.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(options.certificate, options.key)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.secrets = options.secret
        self.record = open(options.record, "a", encoding="utf-8")
        self.lock = threading.Lock()
        self.attempts = {}
        self.lanes = []

    def begin(self, line, headers, body):
        identifier = headers.get("webhook-id")
        steps = [step for step in line[1].split("/") if step] or ["200"]
        lane = lane_of(headers)
        with self.lock:
            counted = (line[1], identifier)
            if steps[0] == "all":
                counted, steps = line[1], steps[1:]
            number = self.attempts.get(counted, 0) + 1
            self.attempts[counted] = number
            step = steps[min(number, len(steps)) - 1]
            entry = {
                "id": identifier,
                "step": step,
                "method": line[0],
                "path": line[1],
                "verdict": verdict(headers, body, self.secrets),
                "signatures": len(headers.get("webhook-signature", "").split()),
                "timestamp": headers.get("webhook-timestamp"),
                "type": headers.get("content-type"),
                "body": base64.b64encode(body).decode(),
                "overlap": lane is not None and lane in self.lanes,
                "open": len(self.lanes) + 1,
            }
            self.lanes.append(lane)
            self.record.write(json.dumps(entry) + "\n")
            self.record.flush()
        return step, number

    def end(self, headers):
        """Just before an answer goes out: from then on the sender may send the lane's next."""
        with self.lock:
            self.lanes.remove(lane_of(headers))

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def lane_of(headers):
    identifier = headers.get("webhook-id")
    return identifier.rsplit(":", 1)[0] if identifier else None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--record", required=True)
    parser.add_argument("--secret", action="append", default=[])
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    server = Server(parser.parse_args())
    print(f"listening on 127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
