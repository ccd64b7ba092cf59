"""A desk for one test: the real server on its own data, and agents who speak the protocol."""

import json
import secrets
import threading
import time
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from running_desk import ROOT, Server
from websockets.sync.client import connect

# Longer than a debug build needs on a busy machine; what has not come by then never will.
PATIENCE = 60


class Desk(Server):
    """The demo desk, with the shop's page and a foreign host's among its sites."""

    def __init__(self, folder: Path, host_origin: str, flows: str = "flows"):
        config = folder / "frontdesk.yaml"
        config.write_text(f'sites:\n  demo:\n    origins: [self, "{host_origin}"]\n')
        super().__init__(folder / "data", config=config, flows=ROOT / flows, demo=True)

    @property
    def url(self):
        return self.origin + "/"

    def knows(self, token):
        """Whether the token is still good on our own pages."""
        url = f"ws://127.0.0.1:{self.port}/v1/socket"
        with connect(url, subprotocols=["frontdesk.v1"], origin=self.origin) as socket:
            hello = {"type": "hello", "as": "customer", "site": "demo", "token": token}
            socket.send(json.dumps(hello))
            return "conversation" in json.loads(socket.recv(timeout=PATIENCE))

    def agent(self):
        return Agent(self.port, (self.data / "demo-password").read_text().strip())


class Agent:
    """Maya, by the protocol: every wait is for an answer, never for a while."""

    def __init__(self, port, password):
        self.open = ExitStack()
        url = f"ws://127.0.0.1:{port}/v1/socket"
        self.socket = self.open.enter_context(connect(url, subprotocols=["frontdesk.v1"]))
        self.kept = []
        self.send(type="hello", **{"as": "agent"}, user="maya", password=password, device="test")
        self.epoch = self.until(lambda frame: frame["type"] == "welcome")["epoch"]

    def send(self, **frame):
        self.socket.send(json.dumps(frame))

    def until(self, wanted):
        """The first frame, from now or kept from before, that fits."""
        for at, frame in enumerate(self.kept):
            if wanted(frame):
                return self.kept.pop(at)
        end = time.monotonic() + PATIENCE
        while True:
            frame = json.loads(self.socket.recv(timeout=max(0.01, end - time.monotonic())))
            if wanted(frame):
                return frame
            self.kept.append(frame)

    def do(self, deed, conversation, **fields):
        cid = secrets.token_urlsafe(16)
        self.send(type="command", cid=cid, conversation=conversation, do=deed, **fields)
        answer = self.until(lambda frame: frame.get("cid") == cid)
        assert answer["type"] == "ack", answer
        return answer

    def waiting(self):
        """The conversation that waits, once one does."""
        self.send(type="watch")
        found = self.until(
            lambda f: f["type"] == "summary" and f["stage"] in ("waiting", "promised")
        )
        return found["conversation"]

    def take(self):
        conversation = self.waiting()
        self.do("take", conversation)
        return conversation

    def follow(self, conversation):
        self.send(type="follow", conversation=conversation, epoch=self.epoch, after=0)
        self.until(lambda frame: frame["type"] == "caught_up")

    def typing(self, conversation):
        self.send(type="typing", conversation=conversation)

    def said(self, conversation):
        """Everything said so far, in its order."""
        self.send(type="follow", conversation=conversation, epoch=self.epoch, after=0)
        frames = []
        while True:
            frame = self.until(lambda f: f["type"] in ("event", "caught_up"))
            if frame["type"] == "caught_up":
                self.send(type="unfollow", conversation=conversation)
                return [one["text"] for one in frames if one["event"] == "said"]
            frames.append(frame)

    def close(self):
        self.open.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class HostSite:
    """Somebody else's web site, on an origin of its own: pages are given, with their headers."""

    def __init__(self):
        pages = self.pages = {}

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self):
                body, headers = pages.get(self.path, ("", {}))
                self.send_response(200 if self.path in pages else 404)
                kind = "text/css" if self.path.endswith(".css") else "text/html; charset=utf-8"
                for name, value in {"Content-Type": kind, **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"

    def put(self, path, body, headers=None):
        self.pages[path] = (body, headers or {})
        return self.origin + path

    def close(self):
        self.server.shutdown()
        self.server.server_close()
