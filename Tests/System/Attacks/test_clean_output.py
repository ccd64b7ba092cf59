"""A hostile record: nothing in it steers the terminal of whoever looks, by any command."""

import asyncio
import json
import os
import pty
import shutil
import sqlite3
import subprocess
import threading
from contextlib import closing

import pytest

from desk_client import Line
from running_desk import BINARY, PASSWORD, ROOT, run

# What must never be printed raw: C0 but for line ends, DEL, C1, marks of direction, embeddings and
# isolates, separators, tags, and what has no shape of its own.
HARMFUL = (
    [chr(code) for code in range(0x20) if code != 0x0A] + [chr(code) for code in range(0x7F, 0xA0)]
    + [chr(code) for code in (
        0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2060, 0x2070),
        0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))])
# NUL aside, which SQLite's own tools would cut at.
HOSTILE = "".join(sorted(set(HARMFUL) - {"\0"})) + "\u009b2J\u202eevil"


def raw(text):
    """The harmful characters in it."""
    return sorted({f"U+{ord(c):04X}" for c in text if c in set(HARMFUL)})


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hostile")


@pytest.fixture(scope="module")
def flows(folder):
    """Flows whose author pasted what is not seen; YAML takes no control characters raw."""
    place = folder / "flows"
    shutil.copytree(ROOT / "flows", place)
    seen = "".join(c for c in HOSTILE if ord(c) >= 0xA0 and c not in "\u2028\u2029\ufeff")
    (place / "extra.flow.yaml").write_text(
        "flow: extra\ntitle: \"E" + seen + "\"\nsections:\n  start:\n"
        f"    - say: \"a{seen}b {{{{ nothing{seen} }}}}\"\n    - goto: \"no{seen}where\"\n",
        encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def drawn(folder):
    """The same in a flow that is right."""
    place = folder / "drawn"
    shutil.copytree(ROOT / "flows", place)
    seen = "".join(c for c in HOSTILE if ord(c) >= 0xA0 and c not in "\u2028\u2029\ufeff")
    (place / "extra.flow.yaml").write_text(
        f"flow: extra\nsections:\n  start:\n    - say: \"before {seen} after\"\n"
        "    - end: resolved\n", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def server(folder):
    from running_desk import Server

    server = Server(folder / "data").start()
    try:
        server.add_agent("maya", "supervisor")
        conversation = asyncio.run(talk(server))
        # What no client could write any more may stand in an old record all the same.
        with closing(sqlite3.connect(server.record)) as record, record:
            record.execute("UPDATE users SET name = ?", ("Maya" + HOSTILE,))
        yield server, conversation
    finally:
        server.kill()


async def talk(server):
    agent = await Line.open(server, origin=None)
    await agent.send(type="hello", **{"as": "agent"}, user="maya", password=PASSWORD,
                     device="pc" + HOSTILE)
    await agent.until(type="welcome")
    line = await Line.open(server)
    await line.greet_customer()
    conversation, _ = await line.start()
    for name in ("Ana" + HOSTILE, "Ana\u202e\u2066\u200b", "Ana\U000e0041\u009b"):
        await line.do("identify", conversation, name=name, email="ana@example.com")
    assert (await line.do("say", conversation, text="agent"))["type"] == "ack"
    assert (await line.do("say", conversation, text="hear " + HOSTILE + "\nmore"))["type"] == "ack"
    await agent.send(type="follow", conversation=conversation, epoch="", after=0)
    assert (await agent.do("take", conversation))["type"] == "ack"
    for deed, fields in [
        ("note", {"text": HOSTILE}), ("say", {"text": HOSTILE}),
        ("transfer", {"queue": "billing", "note": HOSTILE}),
    ]:
        assert (await agent.do(deed, conversation, **fields))["type"] in ("ack", "nack")
    await line.do("rate", conversation, score=1, comment=HOSTILE)
    return conversation


COMMANDS = [
    ["ticket", "list"], ["ticket", "list", "--json"], ["ticket", "show", "1"], ["ticket", "export"],
    ["user", "list"], ["user", "list", "--json"], ["record", "verify"], ["flow", "status"],
    ["mirror", "status"], ["flow", "replay"], ["user", "sessions", "maya"],
    ["user", "sessions", "maya", "--json"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_prints_it_raw(server, words):
    desk, _ = server
    done = run(*words, "--data", desk.data)
    assert not raw(done.stdout) and not raw(done.stderr)
    assert done.returncode == 0, done.stderr


AGENTS = [
    ["conversation", "list"], ["conversation", "list", "--json"], ["conversation", "show", "1"],
    ["conversation", "show", "1", "--json"], ["conversation", "search", "hear"],
    ["conversation", "search", "hear", "--json"], ["conversation", "note", "1", HOSTILE],
    ["conversation", "reply", "1", HOSTILE], ["conversation", "transfer", "1", "#" + HOSTILE],
    ["conversation", "category", "1", HOSTILE], ["conversation", "tag", "1", HOSTILE],
    ["agent", "sessions"], ["agent", "sessions", "--json"], ["agent", "sessions", "--end", HOSTILE],
    ["agent", "send", "1", HOSTILE], ["agent", "run", "/nowhere/" + HOSTILE],
]


@pytest.fixture(scope="module")
def shell(server, folder):
    desk, _ = server
    environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state"), "FRONTDESK_URL": desk.origin}
    subprocess.run([BINARY, "conversation", "list", "--user", "maya", "--password-stdin"], cwd=ROOT,
                   input=PASSWORD + "\n", env=environment, text=True, check=True, capture_output=True)
    return environment


@pytest.mark.parametrize("words", AGENTS, ids=lambda words: " ".join(words[:2]))
def test_no_act_of_an_agent_prints_it_raw(shell, words):
    words = [word.replace("\n", "") if index < len(words) - 1 else word
             for index, word in enumerate(words)]
    done = subprocess.run([BINARY, *words, "--timeout", "10"], cwd=ROOT, env=shell, text=True,
                          capture_output=True, timeout=60)
    assert done.stdout + done.stderr
    assert not raw(done.stdout) and not raw(done.stderr)


@pytest.mark.parametrize("orders", ["/list\n/who\n/open #1\n/card\n/history\n/sessions\n/board\n"
                                    "/search hear\n/debug\n/help take\n" + HOSTILE.replace("\n", "") + "\n"])
@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_the_face_of_lines_is_clean(shell, orders, locale):
    done = subprocess.run([BINARY, "agent", "--plain"], cwd=ROOT, env={**shell, "LC_ALL": locale},
                          input=orders.encode(), capture_output=True, timeout=60)
    told = done.stdout.decode() + done.stderr.decode()
    assert "#1" in told and not raw(told)
    assert locale != "C" or told.isascii()


def test_json_loses_nothing(server):
    desk, conversation = server
    ticket = json.loads(run("ticket", "export", "1", "--data", desk.data).stdout)
    assert ticket["conversation"] == conversation
    assert "hear " + HOSTILE + "\nmore" in [event.get("text") for event in ticket["events"]]
    user = json.loads(run("user", "list", "--json", "--data", desk.data).stdout)
    assert user["name"] == "Maya" + HOSTILE


def test_columns_are_counted_in_cells(make_server):
    server = make_server().start()
    server.add_agent("maya")
    for login, name in [("yuki", "山田雪"), ("zoe", "Zoé👩\u200d👩\u200d👧")]:
        done = run("user", "add", login, "--name", name, "--password-stdin", "--data", server.data,
                   stdin=PASSWORD + "\n")
        assert done.returncode == 0, done.stderr

    async def come(name):
        line = await Line.open(server)
        await line.greet_customer()
        conversation, _ = await line.start()
        await line.do("identify", conversation, name=name, email=None)
        await line.do("say", conversation, text="MARK")

    for name in ("Ana", "山田雪山田雪山田雪山田雪山田雪", "e\u0301" * 30):
        asyncio.run(come(name))

    def cells(text):
        import unicodedata
        return sum(
            0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
            for c in text)

    lines = run("ticket", "list", "--data", server.data).stdout.splitlines()
    assert len({cells(line.split("MARK")[0]) for line in lines if "MARK" in line}) == 1, lines


@pytest.mark.parametrize("words", [
    ["flow", "check", "{flows}"], ["flow", "check", "{flows}", "--format", "json"],
    ["flow", "check", "{flows}", "--format", "sarif"],
    ["flow", "check", "{flows}", "--format", "github"],
    ["flow", "test", "{flows}"],
], ids=" ".join)
def test_what_an_author_pasted_is_not_printed_raw(flows, words):
    done = run(*(word.format(flows=flows) for word in words))
    assert done.stdout + done.stderr
    assert not raw(done.stdout) and not raw(done.stderr)


@pytest.mark.parametrize("format", ["text", "svg", "mermaid", "dot"])
def test_no_drawing_holds_it_raw(drawn, format):
    done = run("flow", "graph", "extra", "--flows", drawn, "--format", format)
    assert done.returncode == 0, done.stderr
    assert "start" in done.stdout and (format != "svg" or "before" in done.stdout)
    assert not raw(done.stdout) and not raw(done.stderr)


def test_a_settings_file_is_quoted_clean(folder):
    config = folder / "frontdesk.yaml"
    seen = "".join(c for c in HOSTILE if ord(c) >= 0xA0 and c not in "\u2028\u2029\ufeff")
    config.write_text(f"\"lis{seen}ten\": 1\nlogging: {{ level: \"in{seen}fo\" }}\n",
                      encoding="utf-8")
    for deed in ("check", "show"):
        done = run("config", deed, "--config", config)
        assert done.returncode == 78
        assert not raw(done.stdout) and not raw(done.stderr)


def test_what_is_typed_is_quoted_clean(server):
    desk, _ = server
    hostile = HOSTILE.replace("\n", "")
    for words in (
        ["user", "add", hostile], ["user", "disable", hostile], ["ticket", "show", hostile],
        ["ticket", "list", "--stage", hostile], [hostile], ["flow", "explain", hostile],
        ["config", "check", "--set", hostile], ["config", "check", "--set", hostile + "=1"],
        ["config", "check", "--config", hostile], ["flow", "rollback", hostile],
        ["widget", "snippet", hostile], ["widget", "token", "demo", "--sub", hostile],
        ["widget", "lint", "demo", hostile], ["widget", "key", "demo", "--id", hostile],
        ["mirror", "retry", hostile], ["ticket", "list", "--data", hostile],
    ):
        at = [] if "--data" in words or words == [hostile] else ["--data", desk.data]
        done = run(*words, *at)
        assert done.returncode != 0
        assert not raw(done.stdout) and not raw(done.stderr), words


@pytest.mark.parametrize("face", [[], ["--json"]])
def test_a_page_of_the_site_is_quoted_clean(folder, face):
    page = folder / "page.html"
    seen = HOSTILE.replace("\n", "").replace("\r", "")
    page.write_text(
        f"<script src='https://x{seen}/v1/chat.js' data-site='{seen}' data-{seen}=1"
        f" data-theme='{seen}' data-accent='{seen}'></script>", encoding="utf-8")
    done = run("widget", "lint", "demo", page, *face)
    assert done.returncode == 78 and "T106" in done.stdout
    assert not raw(done.stdout) and not raw(done.stderr)


@pytest.mark.parametrize("name", [
    "Maya\u202e", "\u2066Maya", "Maya\u009b", "Maya\u200b", "Maya\U000e0041", "Ma\nya", "Maya\u3164",
])
def test_a_name_that_is_not_what_it_looks_like_makes_no_account(server, name):
    desk, _ = server
    done = run("user", "add", "mallory", "--name", name, "--password-stdin", "--data", desk.data,
               stdin=PASSWORD + "\n")
    assert done.returncode == 64
    assert "a name has" in done.stderr and not raw(done.stderr)
    assert "mallory" not in run("user", "list", "--data", desk.data).stdout


@pytest.mark.parametrize("face", ["--json", "--plain"])
def test_no_face_of_the_agents_terminal_prints_it_raw(server, face, tmp_path):
    desk, conversation = server
    script = {
        "--json": json.dumps({"do": "follow", "conversation": conversation}) + "\n",
        "--plain": "/open 1\n/card\n",
    }[face]
    agent = subprocess.Popen(
        [BINARY, "agent", desk.origin, face, "--user", "maya", "--password-stdin"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path), "TERM": "dumb"})
    watchdog = threading.Timer(20, agent.kill)
    watchdog.start()
    agent.stdin.write(PASSWORD + "\n" + script)
    agent.stdin.flush()
    said = ""
    while "hear " not in said and (line := agent.stdout.readline()):
        said += line
    agent.stdin.close()
    said += agent.stdout.read()
    watchdog.cancel()
    assert agent.wait(10) == 0
    assert "hear " in said and not raw(said)
    if face == "--json":
        texts = [json.dumps(json.loads(line), ensure_ascii=False) for line in said.splitlines()]
        wanted = json.dumps("hear " + HOSTILE + "\nmore", ensure_ascii=False)
        assert any(wanted in text for text in texts)


def test_a_chat_with_the_bot_is_clean():
    done = run("flow", "chat", stdin=f"hello {HOSTILE}\nmy name is {HOSTILE}\n")
    assert done.stdout and not raw(done.stdout) and not raw(done.stderr)


def test_a_terminal_gets_no_more_than_a_pipe(server):
    """The same on a real terminal, where the line discipline adds its carriage returns only."""
    desk, _ = server
    main, side = pty.openpty()
    process = subprocess.Popen(
        [BINARY, "ticket", "show", "1", "--data", desk.data], cwd=ROOT, stdout=side, stderr=side)
    os.close(side)
    heard = b""
    try:
        while piece := os.read(main, 65536):
            heard += piece
    except OSError:
        pass  # How Linux says that the other side is closed.
    process.wait()
    os.close(main)
    text = heard.decode("utf-8").replace("\r\n", "\n")
    assert "hear" in text and not raw(text)
