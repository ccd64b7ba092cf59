"""Signals: the stray ones do nothing, and SIGHUP reads flows and settings again, all or nothing."""

import asyncio
import json
import os
import shutil
import signal
import subprocess
import time

import pytest
import websockets

from desk_client import Line
from log_reading import find, wait_for
from running_desk import BINARY, PASSWORD, ROOT, eventually

READ = "the settings were read again"
KEPT = "the settings were not changed; the old ones hold"


@pytest.fixture
def desk(make_server, tmp_path):
    """A server with files of its own, which the test changes."""
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "desk.yaml").write_text(
        (ROOT / "config/desk.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    write(folder, "")
    server = make_server(config=folder / "frontdesk.yaml")
    # Flags win over the file, and here the file is to be heard.
    server.settings = {}
    return server.start()


def write(folder, text):
    (folder / "frontdesk.yaml").write_text(
        "limits:\n  loopback_exempt: true\n" + text, encoding="utf-8")


def hang_up(server, message, count=1):
    """SIGHUP; waits until the log has so many lines of that message."""
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: len(find(server, message)) >= count, 20)
    return find(server, message)[-1]


async def knock(server, origin):
    """Whether a page of that origin is let in."""
    try:
        line = await Line.open(server, origin=origin)
    except websockets.InvalidStatus:
        return False
    await line.socket.close()
    return True


@pytest.mark.parametrize("stray", [signal.SIGUSR1, signal.SIGUSR2])
def test_a_stray_signal_ends_nobody(server, stray):
    """finding: SIGUSR1 and SIGUSR2 killed the server on the spot."""

    async def talk():
        line = await Line.open(server)
        await line.greet_customer()
        for _ in range(20):
            server.process.send_signal(stray)
        conversation, _ = await line.start()
        assert (await line.do("say", conversation, text="still there?"))["type"] == "ack"

    asyncio.run(talk())
    assert server.get("/livez")[0] == 200
    assert server.end() == 0


def test_a_stray_signal_ends_no_agents_terminal(server, tmp_path):
    server.add_agent()
    agent = subprocess.Popen(
        [BINARY, "agent", server.origin, "--json", "--user", "maya", "--password-stdin"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path)})
    agent.stdin.write(PASSWORD + "\n")
    agent.stdin.flush()
    assert agent.stdout.readline()
    agent.send_signal(signal.SIGUSR1)
    agent.send_signal(signal.SIGUSR2)
    time.sleep(0.3)
    assert agent.poll() is None
    agent.stdin.close()
    assert agent.wait(15) == 0


def test_settings_that_can_change_change_at_once(desk):
    folder = desk.config.parent
    origin = "https://shop.example"

    async def play():
        before = await Line.open(desk)
        await before.greet_customer()
        conversation, _ = await before.start()
        assert not await knock(desk, origin)
        write(folder, """  per_address: 7
  text_characters: 200
sites: { demo: { origins: [self, "https://shop.example"] } }
logging: { level: debug }
agents: { grace: 5m }
""")
        read = hang_up(desk, READ)
        assert set(read["changed"]) == {
            "limits.per_address", "limits.text_characters", "sites", "agents.grace",
            "logging.level"}
        assert read["config"] == str(desk.config)
        assert await knock(desk, origin)
        # Who was here goes on, by the new rules.
        answer = await before.do("say", conversation, text="x" * 201)
        assert answer["type"] == "nack"
        assert (await before.do("say", conversation, text="x" * 200))["type"] == "ack"

    asyncio.run(play())


def test_sessions_follow_the_new_settings_whoever_is_connected(desk):
    desk.add_agent()

    async def story():
        line = await Line.open(desk, origin=None)
        await line.greet_agent()
        closing = asyncio.create_task(line.closed(90))
        write(desk.config.parent, "agents: { session: 1m, idle: 1m, grace: 1s }\n")
        began = time.monotonic()
        await asyncio.to_thread(hang_up, desk, "the settings were read again")
        assert await closing == 4001
        assert 55 < time.monotonic() - began < 80

    asyncio.run(story())


def test_what_is_in_a_closed_queue_stays_there_when_settings_are_read_again(desk):
    """finding: after a SIGHUP every agent could follow, and so read, what was in closed queues."""
    folder = desk.config.parent
    text = (folder / "desk.yaml").read_text(encoding="utf-8")
    first = text.index("agents: all", text.index("  general:"))
    (folder / "desk.yaml").write_text(
        text[:first] + "agents: [kim]\n    visibility: closed" + text[first + 11:],
        encoding="utf-8")
    desk.end()
    desk.start()
    desk.add_agent("kim")
    desk.add_agent("maya")

    async def story():
        customer = await Line.open(desk)
        await customer.greet_customer()
        conversation, _ = await customer.start()
        await customer.do("say", conversation, text="agent")
        epochs = []

        async def reads(login):
            line = await Line.open(desk, origin=None)
            epochs.append((await line.greet_agent(login))["epoch"])
            await line.send(type="follow", conversation=conversation, epoch=epochs[-1], after=0)
            while True:
                frame = await line.hear()
                if frame.get("conversation") == conversation:
                    return frame["type"] == "event"

        assert await reads("kim") and not await reads("maya")
        write(folder, "  text_characters: 300\n")
        await asyncio.to_thread(hang_up, desk, READ)
        assert await reads("kim") and not await reads("maya")

    asyncio.run(story())


def test_the_desks_hours_and_queues_change_too(desk):
    folder = desk.config.parent
    desk.add_agent()

    async def ask_for_somebody():
        line = await Line.open(desk)
        await line.greet_customer()
        conversation, _ = await line.start()
        await line.send(type="follow", conversation=conversation, epoch="", after=0)
        await line.do("say", conversation, text="agent")
        return line, conversation

    (folder / "desk.yaml").write_text("""
hours: { mon-sun: ["00:00-24:00"] }
agent_capacity: 9
queues:
  general: { title: General questions, answer_within: 1m, reply_within: 24h }
  orders: { title: Orders and delivery, answer_within: 5m, reply_within: 24h }
  billing: { title: Billing and refunds, answer_within: 5m, reply_within: 24h }
  returns: { title: Returns, answer_within: 5m, reply_within: 24h }
""", encoding="utf-8")
    read = hang_up(desk, READ)
    assert set(read["changed"]) == {"agent_capacity", "queues"}
    kept = wait_for(
        desk, "a queue that is in no file any more stays until the next start: customers may wait"
        " in it")
    assert kept["queue"] == "technical"
    assert not find(desk, "the flows were not published; the last good ones keep serving")

    async def play():
        agent = await Line.open(desk, origin=None)
        await agent.greet_agent()
        line, conversation = await ask_for_somebody()
        await agent.send(type="follow", conversation=conversation, epoch="", after=0)
        answer = await agent.do("transfer", conversation, queue="returns")
        assert answer.get("code") != "invalid", answer

    asyncio.run(play())


def test_settings_that_cannot_change_are_named(desk):
    folder = desk.config.parent
    write(folder, "  connections: 900000\n"
          f"listen: {{ port: 1 }}\nfolders: {{ web: {folder} }}\n")
    hang_up(desk, READ)
    words = "a setting cannot change while the server runs; it holds from the next start"
    assert {line["setting"] for line in find(desk, words)} == {"folders.web"}
    more = wait_for(
        desk, "more connections than this start has file descriptors for; the rest from the next"
        " start")
    assert more["connections"] == 900000 and 0 < more["descriptors"] < 900000
    # Said again each time, until it holds.
    hang_up(desk, READ, 2)
    assert len(find(desk, words)) == 2
    # The port was given with a flag, which wins over the file now as before.
    assert desk.get("/livez")[0] == 200


def test_a_broken_settings_file_changes_nothing_and_is_said(desk):
    folder = desk.config.parent
    write(folder, 'sites: { demo: { origins: ["https://shop.example"] } }\nlimts: { a: 1 }\n')
    kept = hang_up(desk, KEPT)
    assert "mistakes" in kept["reason"]
    finding = wait_for(desk, f"{desk.config}:4:1: there is no setting \"limts\"")
    assert finding["line"] == 4 and finding["rule"] == "C201"
    assert finding["hint"] == 'did you mean "limits"?'
    assert not asyncio.run(knock(desk, "https://shop.example"))
    assert asyncio.run(knock(desk, desk.origin))
    desk.config.unlink()
    assert str(desk.config) in hang_up(desk, KEPT, 2)["reason"]
    # A pipe in its place would be waited for.
    os.mkfifo(desk.config)
    assert "no plain file" in hang_up(desk, KEPT, 3)["reason"]
    desk.config.unlink()
    # A broken file of the desk keeps the other from being taken, too: half of a change is none.
    write(folder, 'sites: { demo: { origins: ["https://shop.example"] } }\n')
    (folder / "desk.yaml").write_text("hours: always\n", encoding="utf-8")
    hang_up(desk, KEPT, 4)
    assert not asyncio.run(knock(desk, "https://shop.example"))


@pytest.mark.parametrize("name", ["frontdesk.yaml", "desk.yaml"])
@pytest.mark.parametrize("rest", [b"", b"\n \t\n", b"# cut off\n", b"---\n", b"\0" * 512, None])
def test_a_file_that_was_emptied_takes_no_setting_back(desk, name, rest):
    """finding: a file cut off while it was written put every setting back to what it is at first."""
    folder = desk.config.parent
    write(folder, 'sites: { demo: { origins: [self, "https://shop.example"] } }\n')
    hang_up(desk, READ)
    if rest is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(rest)
    kept = hang_up(desk, KEPT)
    if rest is not None and b"\0" not in rest:
        assert f"{folder / name} is empty, and was not before" in kept["reason"]
    assert asyncio.run(knock(desk, "https://shop.example"))
    assert len(find(desk, READ)) == 1


def test_a_file_that_was_empty_may_stay_so_and_be_filled(make_server, tmp_path):
    (tmp_path / "frontdesk.yaml").write_text("# nothing yet\n", encoding="utf-8")
    server = make_server(config=tmp_path / "frontdesk.yaml").start()
    hang_up(server, READ)
    (tmp_path / "frontdesk.yaml").write_text("logging: { level: debug }\n", encoding="utf-8")
    assert hang_up(server, READ, 2)["changed"] == ["logging.level"]


def test_a_log_that_cannot_be_opened_keeps_the_old_settings(desk, tmp_path):
    folder = desk.config.parent
    write(folder, f"logging: {{ file: {tmp_path}/no/log }}\n")
    assert "logging.file" in hang_up(desk, KEPT)["reason"]
    path = tmp_path / "desk.log"
    write(folder, f"logging: {{ file: {path} }}\n")
    desk.process.send_signal(signal.SIGHUP)
    eventually(lambda: path.exists() and READ in path.read_text(encoding="utf-8"))
    said = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert ["logging.file"] in [line.get("changed") for line in said]


def test_a_storm_of_signals_loses_nothing(make_server, tmp_path):
    flows = tmp_path / "flows"
    shutil.copytree(ROOT / "flows", flows)
    server = make_server(flows=flows).start()

    async def talk():
        line = await Line.open(server)
        await line.greet_customer()
        conversation, _ = await line.start()
        for number in range(60):
            server.process.send_signal(
                [signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2][number % 3])
            assert (await line.do("say", conversation, text=f"{number}"))["type"] == "ack"
        return conversation

    conversation = asyncio.run(talk())
    said = [event.get("text", "") for event in server.events(conversation).values()]
    assert [text for text in said if text.isdigit()] == [str(number) for number in range(60)]
    assert server.end(20) == 0
