"""Rules at the running server: in force from the start, read again on SIGHUP, told by the trace."""

import asyncio
import signal

from desk_client import Person
from running_desk import ROOT, eventually, run

RULES = """rules:
  - name: twice
    when: customer_writes
    words: [charged twice]
    do: [{{ priority: urgent }}, {{ tags: [{tag}] }}]
"""


def folder(tmp_path, tag="money"):
    config = tmp_path / "config"
    config.mkdir(exist_ok=True)
    (config / "frontdesk.yaml").write_text("folders: { flows: flows, web: web-static }\n")
    (config / "desk.yaml").write_text((ROOT / "config/desk.yaml").read_text())
    (config / "rules.yaml").write_text(RULES.format(tag=tag))
    return config


def told(server, message):
    return [line for line in server.said if message in line]


def start(make_server, config):
    server = make_server()
    server.config = config / "frontdesk.yaml"
    return server.start()


async def write(server, words):
    async with Person(server) as person:
        await person.begin()
        await person.say(words)
        return person.conversation


def authors(server, conversation):
    return [event["author"] for event in server.events(conversation).values()]


def test_rules_hold_from_the_start_and_from_sighup_on(make_server, tmp_path):
    config = folder(tmp_path)
    server = start(make_server, config)
    first = asyncio.run(write(server, "you charged twice"))
    assert authors(server, first).count("rule:twice") == 2

    (config / "rules.yaml").write_text(RULES.format(tag="other"))
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: told(server, "the rules were read again"))
    second = asyncio.run(write(server, "you charged twice"))
    tags = [e for e in server.events(second).values() if e["event"] == "tagged"]
    assert tags[0]["added"] == ["other"] and tags[0]["rule"] == "twice"

    (config / "rules.yaml").write_text(RULES.format(tag="x").replace("priority", "priorty"))
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: told(server, "the rules were not changed"))
    (config / "rules.yaml").unlink()
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: [line for line in server.said if "is gone" in line])
    third = asyncio.run(write(server, "you charged twice"))
    assert authors(server, third).count("rule:twice") == 2


def test_a_bad_file_never_goes_live(make_server, tmp_path):
    config = folder(tmp_path)
    (config / "rules.yaml").write_text(RULES.format(tag="x").replace("twice]", "twice"))
    server = make_server()
    server.config = config / "frontdesk.yaml"
    code, words = server.refuses_to_start()
    assert code == 78 and "rules.yaml" in words


def test_the_trace_tells_who_set_what_and_what_rules_make_of_it(make_server, tmp_path):
    config = folder(tmp_path)
    server = start(make_server, config)
    conversation = asyncio.run(write(server, "you charged twice"))
    assert len(server.events(conversation)) > 3
    done = run(
        "rules", "trace", "1", "--config", config / "frontdesk.yaml", "--data", server.data)
    assert done.returncode == 0, done.stderr
    assert "priority urgent by the rule twice" in done.stdout
    assert "It never waited for a person." in done.stdout
    assert '+ twice: "charged twice"; priority urgent' in done.stdout
    missing = run(
        "rules", "trace", "77", "--config", config / "frontdesk.yaml", "--data", server.data)
    assert missing.returncode == 1
