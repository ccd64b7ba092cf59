"""A restart serves what served last, never what `flow publish` refused."""

import asyncio

import pytest

from desk_client import Line
from running_desk import eventually, run

GOOD = """flow: t
sections:
  start:
    - say: Good words, {round}.
    - end: resolved
"""
TEST = """flow: t
cases:
  - name: greets
    chat:
      - bot: Good words, 0.
    expect: { outcome: resolved }
"""
BOT = """bot: t
base_language: en
entry: [{ flow: t }]
commands:
  agent: { phrases: [agent], do: handoff, queue: general }
"""


@pytest.fixture
def flows(tmp_path):
    folder = tmp_path / "flows"
    (folder / "tests").mkdir(parents=True)
    (folder / "bot.yaml").write_text(BOT, encoding="utf-8")
    (folder / "t.flow.yaml").write_text(GOOD.format(round=0), encoding="utf-8")
    (folder / "tests" / "t.test.yaml").write_text(TEST, encoding="utf-8")
    return folder


def greeting(server):
    """The bot's first words to who comes now."""

    async def come():
        line = await Line.open(server)
        welcome = await line.greet_customer()
        conversation, _ = await line.start()
        await line.send(type="follow", conversation=conversation, epoch=welcome["epoch"], after=0)
        frame = await line.until(type="event", event="said")
        await line.close()
        return frame["text"]

    return asyncio.run(come())


def flow(server, *words):
    return run("flow", *words, "--data", server.data)


def test_what_was_refused_is_not_served_after_any_restart(make_server, flows):
    server = make_server(flows=flows).start()
    assert greeting(server) == "Good words, 0."
    for number in range(1, 7):
        # Refused for a test that expects other words, or for a mistake.
        text = GOOD.format(round=number)
        if number % 2 == 0:
            text = text.replace("end: resolved", "goto: nowhere")
        (flows / "t.flow.yaml").write_text(text, encoding="utf-8")
        refused = flow(server, "publish")
        assert refused.returncode == 1 and "nothing was published" in refused.stderr
        server.kill()
        server.start()
        assert greeting(server) == "Good words, 0."
        assert "serve" in "".join(server.said)
    assert server.end() == 0


def test_a_half_finished_edit_is_not_served_and_said(make_server, flows):
    server = make_server(flows=flows).start()
    (flows / "t.flow.yaml").write_text(GOOD.format(round="half"), encoding="utf-8")
    server.kill()
    server.start()
    assert greeting(server) == "Good words, 0."
    assert "holds others" in "".join(server.said) and "flow publish" in "".join(server.said)
    # Published, it is what serves, also after the next restart.
    assert flow(server, "publish", "--skip-tests").returncode == 0
    assert greeting(server) == "Good words, half."
    server.kill()
    server.start()
    assert greeting(server) == "Good words, half."
    assert "holds others" not in "".join(server.said)
    assert server.end() == 0


def test_serve_publish_publishes_as_flow_publish_does(make_server, flows):
    server = make_server(flows=flows).start()
    assert server.end() == 0
    plain = server.arguments
    server.arguments = lambda: plain() + ["--publish"]
    (flows / "t.flow.yaml").write_text(GOOD.format(round=1), encoding="utf-8")
    server.start()
    assert greeting(server) == "Good words, 0.", "its test fails"
    eventually(lambda: "were not published" in "".join(server.said))
    assert server.end() == 0
    (flows / "tests" / "t.test.yaml").write_text(
        TEST.replace("words, 0", "words, 1"), encoding="utf-8")
    server.start()
    assert greeting(server) == "Good words, 1.", "".join(server.said)
    assert server.end() == 0


def test_a_watched_folder_that_changed_meanwhile_is_published_with_its_tests(make_server, flows):
    server = make_server(flows=flows, settings={"folders.watch_flows": "true"}).start()
    assert server.end() == 0
    (flows / "t.flow.yaml").write_text(GOOD.format(round=1), encoding="utf-8")
    (flows / "tests" / "t.test.yaml").write_text(
        TEST.replace("words, 0", "words, 1"), encoding="utf-8")
    server.start()
    eventually(lambda: "published flows" in "".join(server.said), patience=30)
    assert greeting(server) == "Good words, 1."
    assert server.end() == 0
