"""Flow files that nobody would write on purpose, given to the real program: a clear finding or a
declared exit, and a desk that serves goes on serving the last good ones."""

import asyncio
import signal

import pytest

from desk_client import Line
from running_desk import ROOT, eventually, run

GOOD = b"""flow: t
sections:
  start:
    - say: Hello.
    - confirm: Well?
      yes: done
      no: done
  done:
    - end: resolved
"""
BOMB = "(" * 40 + "a" + "{9,30})" * 40
HOSTILE = {
    "10 MB": (GOOD + b"#" * (10 << 20), 1, "error[E107]"),
    "5 MB": (GOOD + b"#" * (5 << 20), 1, "error[E107] the file is larger than 256 KiB"),
    "10,000 nested maps": (b"{ a: " * 10_000 + b"1" + b" }" * 10_000, 1, "error[E101]"),
    "900 nested maps": (b"{ a: " * 900 + b"1" + b" }" * 900, 1, "nested too deep"),
    "10,000 nested lists": (b"- " * 10_000 + b"x", 1, "error[E101]"),
    "an anchor": (GOOD.replace(b"Hello.", b"&x Hello."), 1, "error[E107] the anchor &x"),
    "an alias": (b"a: &x [1]\nb: *x\n" + GOOD, 1, "error[E107] the alias *x"),
    "a bomb of aliases": (
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n? *c\n: y\n", 1, "error[E107]"),
    "a tab": (GOOD.replace(b"    - say", b"\t- say"), 1, "error[E107] a tab is used"),
    "a byte order mark": (b"\xef\xbb\xbf" + GOOD, 1, "starts with a byte order mark"),
    "Windows line ends": (GOOD.replace(b"\n", b"\r\n"), 0, "1 flow and 0 articles are fine"),
    "Latin-1": (GOOD.replace(b"Hello", b"Gr\xfc\xdfe"), 1, "t.flow.yaml:4:14: error[E101]"),
    "NUL": (GOOD.replace(b"Hello", b"He\0llo"), 1, "error[E101]"),
    "keys written twice": (
        GOOD.replace(b"no: done", b"no: done\n      no: gone\n      yes: nowhere"), 1,
        "t.flow.yaml:8:7: error[E104]"),
    "a flow that calls itself": (
        GOOD.replace(b"- end: resolved", b"- call: t\n    - end: resolved"), 1, "error[E207]"),
    "a pattern that explodes": (
        GOOD.replace(b"sections", f"vars: {{ v: {{ type: text, pattern: '{BOMB}' }} }}\nsections"
                     .encode()), 1, "error[E302]"),
    "a pattern of many letters": (
        GOOD.replace(b"sections", b"vars: { v: { type: text, pattern: '[\\pL ]{2,40}' } }\nsections"),
        1, "check the length with `min` and `max`"),
    "an expression without end": (
        GOOD.replace(b"Hello.", b"\"{{ " + b"(" * 5000 + b" }}\""), 1, "error[E109]"),
    "nothing": (b"", 1, "the file is empty"),
}


def folder(tmp_path, flow):
    flows = tmp_path / "flows"
    flows.mkdir(exist_ok=True)
    (flows / "bot.yaml").write_text(
        (ROOT / "Tests/Peers/workshop/bot.yaml").read_text(encoding="utf-8")
        .replace("flow: repair", "flow: t"), encoding="utf-8")
    (flows / "t.flow.yaml").write_bytes(flow)
    return flows


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_finding_or_a_declared_exit(tmp_path, name):
    flow, code, words = HOSTILE[name]
    done = run("flow", "check", folder(tmp_path, flow))
    assert words in done.stdout + done.stderr
    assert done.returncode == code


def test_all_that_is_wrong_beside_a_key_written_twice_is_told(tmp_path):
    flow = GOOD.replace(b"no: done", b"no: gone\n      no: done").replace(b"Hello", b"{{ nobody }}")
    done = run("flow", "check", folder(tmp_path, flow.replace(b"{{ nobody }}.", b"'{{ nobody }}'")))
    assert "error[E104]" in done.stdout and "error[E201] no section named \"gone\"" in done.stdout
    assert "error[E304]" in done.stdout


def test_a_desk_that_serves_goes_on_when_hostile_files_are_published(make_server, tmp_path):
    flows = folder(tmp_path, GOOD)
    server = make_server(flows=flows).start()

    async def greeting():
        line = await Line.open(server)
        welcome = await line.greet_customer()
        conversation, _ = await line.start()
        await line.send(type="follow", conversation=conversation, epoch=welcome["epoch"], after=0)
        return (await line.until(type="event", event="said"))["text"]

    bad = {name: case for name, case in HOSTILE.items() if case[1] != 0}
    for refused, (name, (flow, _, _)) in enumerate(bad.items(), 1):
        (flows / "t.flow.yaml").write_bytes(flow)
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: sum("were not published" in line for line in server.said) == refused)
        assert server.process.poll() is None, name
    assert asyncio.run(greeting()) == "Hello."
    folder(tmp_path, GOOD.replace(b"Hello.", b"Mended."))
    server.process.send_signal(signal.SIGHUP)
    eventually(lambda: any("published flows" in line for line in server.said))
    assert asyncio.run(greeting()) == "Mended."
