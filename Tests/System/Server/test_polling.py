"""Where no websocket gets through: the same conversation over plain requests."""

import json
import threading
import urllib.error
import urllib.request

import pytest

from desk_client import new_cid


class PolledLine:
    """A client of the desk that never upgrades anything."""

    def __init__(self, server, origin="own", **fields):
        self.server = server
        self.fields = dict(fields)
        origin = server.origin if origin == "own" else origin
        if origin:
            self.fields["Origin"] = origin
        self.name = json.loads(self.post("open=frontdesk.v1"))["line"]
        self.heard, self.pending = [], []

    def post(self, query, body=b"", patience=30):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.server.port}/v1/poll?{query}", data=body,
            headers=self.fields, method="POST")
        with urllib.request.urlopen(request, timeout=patience) as answer:
            return answer.read().decode()

    def send(self, *frames):
        lines = "\n".join(json.dumps(frame) for frame in frames)
        self.post(f"send={self.name}", lines.encode())

    def take(self):
        frames = [json.loads(line) for line in self.post(f"take={self.name}").splitlines()]
        self.heard += frames
        self.pending += frames
        return frames

    def until(self, **wanted):
        for _ in range(4):
            while self.pending:
                frame = self.pending.pop(0)
                if all(frame.get(name) == value for name, value in wanted.items()):
                    return frame
            self.take()
        raise AssertionError(f"{wanted} never came; heard {self.heard}")

    def hello(self, token=None):
        self.send({"type": "hello", "as": "customer", "site": "demo", "token": token})
        return self.until(type="welcome")


def begun(server):
    line = PolledLine(server)
    line.hello()
    line.send({"type": "command", "cid": new_cid(), "do": "start", "language": "en"})
    return line, line.until(type="ack")


def test_a_conversation_is_held_without_a_websocket(server):
    line, started = begun(server)
    cid = new_cid()
    said = {
        "type": "command", "cid": cid, "conversation": started["conversation"], "do": "say",
        "text": "My parcel is late – où est-il?"}
    line.send(
        {"type": "follow", "conversation": started["conversation"], "epoch": "x", "after": 5})
    line.until(type="reset")
    line.send(said, said)
    assert line.until(type="ack", cid=cid)["seq"] > 1
    assert line.until(type="ack", cid=cid)["dup"] is True


def test_what_was_missed_comes_on_the_next_line_in_order(server):
    line, started = begun(server)
    epoch = next(frame["epoch"] for frame in line.heard if frame["type"] == "welcome")
    line.post(f"end={line.name}")
    again = PolledLine(server)
    welcome = again.hello(started["token"])
    assert welcome["conversation"] == started["conversation"]
    again.send({
        "type": "follow", "conversation": started["conversation"], "epoch": epoch, "after": 0})
    again.until(type="caught_up")
    seqs = [frame["seq"] for frame in again.heard if frame["type"] == "event"]
    assert seqs == list(range(1, len(seqs) + 1)) and seqs


def test_a_held_request_hears_at_once(server):
    line = PolledLine(server)
    line.hello()
    came = []
    waiting = threading.Thread(target=lambda: came.extend(line.take()))
    waiting.start()
    line.send({"type": "ping"})
    waiting.join(5)
    assert came == [{"type": "pong"}]


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_a_page_that_may_not_speak_is_told_why(server, origin):
    with pytest.raises(urllib.error.HTTPError) as refused:
        PolledLine(server, origin=origin)
    assert refused.value.code == 403
    assert refused.value.headers["Access-Control-Allow-Origin"] == origin
    assert "sites" in refused.value.read().decode()


def test_a_refused_hello_says_so_and_ends_the_line(server):
    line = PolledLine(server)
    line.send({"type": "hello", "as": "customer", "site": "nowhere"})
    assert line.until(type="close")["code"] == 4003
    with pytest.raises(urllib.error.HTTPError) as gone:
        line.take()
    assert gone.value.code == 410


def test_rubbish_on_a_polled_line_is_answered_as_on_a_websocket(server):
    line = PolledLine(server)
    line.hello()
    for _ in range(10):
        line.send({"type": "dance"})
    assert line.until(type="close")["code"] == 4009


def test_a_flood_over_polls_pays_like_any_other(make_server):
    usual = {"limits.customer_rate": "30/min", "limits.customer_burst": "10"}
    line, started = begun(make_server(settings=usual).start())
    typing = json.dumps({"type": "typing", "conversation": started["conversation"]})
    # A customer's purse holds a hundred and gains ten a second: the rest is heard as it grows.
    with pytest.raises(TimeoutError):
        line.post(f"send={line.name}", "\n".join([typing] * 150).encode(), patience=1)
    with pytest.raises(urllib.error.HTTPError) as early:
        line.post(f"send={line.name}", b'{"type":"ping"}')
    assert early.value.code == 409
