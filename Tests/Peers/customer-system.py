"""A customer system on loopback that is well, or as bad as it is told to be.

Records one line of JSON a request. Moods: well, unknown, hang, lie, huge, error, html, redirect, many, denied.
"""

import argparse
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--record", required=True)
parser.add_argument("--mood", default="well")
arguments = parser.parse_args()
lock = threading.Lock()
mood = [arguments.mood]


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def answer(self, status, body, kind="application/json", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        url = urlsplit(self.path)
        if url.path == "/mood":
            mood[0] = url.query
            return self.answer(200, b"{}")
        with lock, open(arguments.record, "a", encoding="utf-8") as record:
            record.write(json.dumps({
                "method": self.command, "path": self.path, "body": body,
                "headers": {name.lower(): value for name, value in self.headers.items()},
            }) + "\n")
        email = parse_qs(url.query).get("email", [""])[0]
        person = {"email": email, "plan": "gold", "company": {"name": "Ana & Co"}, "since": 2019,
                  "password": "never shown"}
        match mood[0]:
            case "well":
                self.answer(200, json.dumps(person).encode())
            case "unknown":
                self.answer(404, b'{"error":"nobody"}')
            case "hang":
                time.sleep(30)
            case "lie":
                self.answer(200, json.dumps({**person, "email": "eve@example.com"}).encode())
            case "huge":
                self.send_response(200)
                self.send_header("Content-Length", str(1 << 30))
                self.end_headers()
                try:
                    for _ in range(1 << 14):
                        self.wfile.write(b" " * 65536)
                except OSError:
                    pass
            case "error":
                self.answer(500, b"oops")
            case "html":
                self.answer(200, b"<html>hello</html>", "text/html")
            case "redirect":
                self.answer(302, b"", Location="http://127.0.0.1:1/elsewhere")
            case "denied":
                self.answer(401, b"{}")
        return None

    do_POST = do_PUT = do_REPORT = do_PROPFIND = do_GET


server = ThreadingHTTPServer(("127.0.0.1", arguments.port), Handler)
server.daemon_threads = True
print(f"listening on 127.0.0.1:{server.server_address[1]}", flush=True)
server.serve_forever()
