"""What other systems tell by requests: believed only with their secret, bounded, always with a length."""

import json
import socket
import sqlite3

import pytest

from channel_flow import make_flows
from running_desk import ROOT, eventually, run


@pytest.fixture
def desk(make_server, tmp_path):
    (tmp_path / "telegram.token").touch(mode=0o600)
    (tmp_path / "telegram.token").write_text("1:abc\n", encoding="ascii")
    (tmp_path / "telegram.secret").touch(mode=0o600)
    (tmp_path / "telegram.secret").write_text("shh\n", encoding="ascii")
    config = tmp_path / "frontdesk.yaml"
    config.write_text(
        "connectors:\n"
        f"  - {{ name: telegram, kind: messenger, token_file: '{tmp_path}/telegram.token',"
        f" hook_secret_file: '{tmp_path}/telegram.secret', url: 'http://127.0.0.1:9',"
        f" recipe: '{ROOT}/config/recipes/channels/telegram.yaml', allow_private: true }}\n",
        encoding="utf-8")
    return make_server(config=config, flows=make_flows(tmp_path)).start()


def ask(desk, line, fields="", body=b""):
    """A request as it stands: status, head in small letters, body."""
    with socket.create_connection(("127.0.0.1", desk.port), timeout=15) as wire:
        wire.sendall(f"{line} HTTP/1.1\r\nHost: desk\r\n{fields}\r\n".encode() + body)
        answer = b""
        while piece := wire.recv(65536):
            answer += piece
    head, _, rest = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode().lower(), rest


def update(number, text):
    return json.dumps({"update_id": number, "message": {
        "message_id": number, "chat": {"id": 7, "type": "private"}, "text": text,
        "from": {"id": 7, "first_name": "Ana"}}}).encode()


def tell(desk, body, secret="shh", path="/v1/hooks/telegram"):
    return ask(desk, f"POST {path}", "X-Telegram-Bot-Api-Secret-Token: "
               f"{secret}\r\nContent-Length: {len(body)}\r\n", body)


def said(desk):
    """Every word of every customer in the record."""
    with sqlite3.connect(f"file:{desk.record}?mode=ro", uri=True) as record:
        rows = record.execute("SELECT conversation FROM tickets").fetchall()
    return [
        event.get("text") for (conversation,) in rows
        for event in desk.events(conversation).values()
        if event["event"] == "said" and event["author"].startswith("c:")]


def test_what_is_told_with_the_secret_lands_once_and_nothing_else_does(desk):
    assert tell(desk, update(1, "forged"), secret="other")[0] == 401
    assert tell(desk, update(1, "hello"))[0] == 200
    assert tell(desk, update(1, "hello"))[0] == 200
    desk.kill()
    desk.start()
    assert tell(desk, update(1, "hello"))[0] == 200
    assert tell(desk, update(2, "1"))[0] == 200
    eventually(lambda: len(said(desk)) == 2)
    assert said(desk) == ["hello", "1"]
    listed = eventually(lambda: _listed(desk))
    assert "up to 4096 characters" in listed


def _listed(desk):
    done = run("channel", "list", "--config", desk.config, "--data", desk.data, "--json")
    assert done.returncode == 0, done.stderr
    return done.stdout if "telegram" in done.stdout else None


@pytest.mark.parametrize("line, fields, status", [
    ("POST /v1/hooks/nobody", "Content-Length: 2\r\n", 404),
    ("POST /v1/hooks/telegram", "", 411),
    ("POST /v1/hooks/telegram", "Content-Length: 262145\r\n", 413),
    ("DELETE /v1/hooks/telegram", "", 405),
    ("GET /v1/hooks/telegram?hub.challenge=1", "", 403),
    ("PUT /v1/hooks/telegram/../../x", "Content-Length: 2\r\n", 401),
])
def test_every_answer_says_how_long_it_is(desk, line, fields, status):
    got, head, _ = ask(desk, line, fields, b"{}")
    assert got == status
    assert "content-length: " in head and "connection: close" in head
