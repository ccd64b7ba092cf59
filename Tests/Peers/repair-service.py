#!/usr/bin/env python3
"""The workshop's booking service, as real ones are: a request with an Idempotency-Key it has seen
before gets the answer it got then. Every request is written to the record, as a line of JSON, before
anything is answered.

  POST /v1/repairs  201 and {"number": "R-1"}; 409 for a known key with another body
"""

import argparse
import http.server
import json
import threading


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        key = self.headers.get("Idempotency-Key")
        status, answer = self.server.book(self.path, key, body)
        text = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


class Workshop(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, options):
        super().__init__(("127.0.0.1", options.port), Service)
        self.record = open(options.record, "a", encoding="utf-8")
        self.lock = threading.Lock()
        self.bookings = {}

    def book(self, path, key, body):
        with self.lock:
            number, first = self.bookings.setdefault(key, (f"R-{len(self.bookings) + 1}", body))
            self.record.write(json.dumps({"path": path, "key": key, "body": body}) + "\n")
            self.record.flush()
        return (201, {"number": number}) if first == body else (409, {"error": "another body"})

    def handle_error(self, request, client_address):
        """Whoever asked may be killed before the answer: that is what the tests do."""


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--record", required=True)
    server = Workshop(parser.parse_args())
    print(f"listening on 127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
