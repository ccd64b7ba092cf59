#!/usr/bin/env python3
"""A Standard Webhooks receiver: believes what is signed, keeps it, and may misbehave on purpose.

  webhook-receiver.py --secret whsec_… --record deliveries.jsonl

Prints "listening on http://127.0.0.1:PORT/" when it is ready, then a line per delivery. Each valid
delivery becomes one line of JSON in the record, with `new` saying whether its id was seen before:
a sender may deliver twice, a receiver counts once. The record is read again at the next start.
Needs nothing but Python 3.9.
"""

import argparse
import http.server
import json
import os
import random
import sys
import threading
import time

from standard_webhooks import secret_bytes, verdict

LONGEST_BODY = 1 << 20


class Record:
    """The deliveries on disk, and which ids are among them."""

    def __init__(self, path):
        self.lock = threading.Lock()
        self.seen = set()
        whole = 0
        if os.path.exists(path):
            with open(path, "rb") as earlier:
                for line in earlier:
                    if line.endswith(b"\n"):
                        self.seen.add(json.loads(line)["id"])
                        whole += len(line)
        self.file = open(path, "a", encoding="utf-8")
        # A line cut short by a crash was never answered: its delivery comes again.
        self.file.truncate(whole)

    def add(self, entry):
        with self.lock:
            entry["new"] = entry["id"] not in self.seen
            self.seen.add(entry["id"])
            self.file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            self.file.flush()
            os.fsync(self.file.fileno())
        return entry["new"]


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_POST(self):
        length = self.headers.get("content-length", "")
        if not length.isdigit() or int(length) > LONGEST_BODY:
            self.close_connection = True
            return self.answer(413, "a delivery has a length of at most 1 MiB")
        body = self.rfile.read(int(length))
        reason = verdict(self.headers, body, self.server.secrets)
        if reason != "valid":
            return self.answer(401, reason)
        try:
            payload = json.loads(body)
        except ValueError:
            return self.answer(422, "the body is no JSON")
        mood = self.server.mood()
        if mood == "hang":
            self.close_connection = True
            return self.server.over.wait(self.server.hang_seconds)
        if mood == "fail":
            return self.answer(500, "failing on purpose")
        identifier = self.headers["webhook-id"]
        new = self.server.record.add(
            {
                "id": identifier,
                "timestamp": int(self.headers["webhook-timestamp"]),
                "received": round(time.time(), 3),
                "payload": payload,
            }
        )
        self.server.say(f"{'new ' if new else 'again'} {identifier} {type_of(payload)}")
        if mood == "lose":
            self.close_connection = True
            return None
        return self.answer(200, "received")

    def do_GET(self):
        self.answer(200, f"{len(self.server.record.seen)} deliveries received")

    def answer(self, status, text):
        body = (text + "\n").encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Nothing: the line per delivery is enough."""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, options):
        super().__init__((options.host, options.port), Receiver)
        self.secrets = options.secret
        self.record = Record(options.record)
        self.over = threading.Event()
        self.hang_seconds = options.hang_seconds
        self.quiet = options.quiet
        self.chance = random.Random(options.seed)
        self.chance_lock = threading.Lock()
        self.rates = (
            ("fail", options.fail_rate),
            ("hang", options.hang_rate),
            ("lose", options.lose_rate),
        )

    def mood(self):
        """What to do with this delivery: by seed and order of arrival, so that a run repeats."""
        with self.chance_lock:
            drawn = self.chance.random()
        for mood, rate in self.rates:
            if drawn < rate:
                return mood
            drawn -= rate
        return "work"

    def say(self, line):
        if not self.quiet:
            # What comes from outside must not steer the terminal.
            print("".join(c if c.isprintable() else "?" for c in line), flush=True)

    def handle_error(self, request, client_address):
        """A sender that hangs up is its own affair; anything else is ours and is shown."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def type_of(payload):
    return str(payload.get("type", "")) if isinstance(payload, dict) else ""


def rate(text):
    value = float(text)
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("a rate lies between 0 and 1")
    return value


def secret(text):
    try:
        secret_bytes(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--secret", type=secret, action="append", required=True,
                        help="whsec_…; may be given again while secrets are changed")
    parser.add_argument("--record", default="deliveries.jsonl", help="a file of JSON lines")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--fail-rate", type=rate, default=0, help="how many get a 500")
    parser.add_argument("--hang-rate", type=rate, default=0, help="how many get no answer, late")
    parser.add_argument("--lose-rate", type=rate, default=0,
                        help="how many are kept but get no answer")
    parser.add_argument("--hang-seconds", type=float, default=30)
    parser.add_argument("--seed", type=int, default=1, help="for the three rates")
    parser.add_argument("--quiet", action="store_true", help="no line per delivery")
    options = parser.parse_args()
    if options.fail_rate + options.hang_rate + options.lose_rate > 1:
        parser.error("the three rates together exceed 1")
    try:
        server = Server(options)
    except (OSError, ValueError) as error:
        sys.exit(f"webhook-receiver: cannot start: {error}")
    print(f"listening on http://{options.host}:{server.server_address[1]}/", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        server.over.set()


if __name__ == "__main__":
    main()
