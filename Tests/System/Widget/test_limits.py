"""Beyond a limit the customer reads what they can do; there is never an empty panel."""

import json
from contextlib import ExitStack

import pytest
from desk import Desk
from playwright.sync_api import expect
from shopper import Shopper
from websockets.sync.client import connect

CROWDED = "Too many chats on this connection"


@pytest.fixture
def limited(tmp_path, host):
    """Makes a desk with limits that hold for this machine too."""
    desks = []

    def make(**settings):
        desk = Desk(tmp_path, host.origin)
        desk.settings["limits.loopback_exempt"] = "false"
        desk.settings.update({name.replace("__", "."): value for name, value in settings.items()})
        desks.append(desk)
        return desk.start()

    yield make
    for desk in desks:
        desk.stop()


@pytest.fixture
def shopper(context):
    shopper = Shopper(context.new_page())
    yield shopper
    assert shopper.errors == []


def status(shopper, words):
    return shopper.panel.get_by_role("status").filter(has_text=words)


def test_too_many_connections_are_told_and_the_chat_goes_on_when_there_is_room(limited, shopper):
    desk = limited(limits__per_address="10")
    shopper.page.goto(desk.url)
    shopper.until("Boolean(window.Frontdesk?.status)")
    with ExitStack() as held:
        for _ in range(10):
            held.enter_context(
                connect(f"ws://127.0.0.1:{desk.port}/v1/socket", subprotocols=["frontdesk.v1"]))
        shopper.open()
        expect(status(shopper, CROWDED)).to_be_visible()
    # As when the network comes back; by itself it looks again after half a minute.
    shopper.page.evaluate("dispatchEvent(new Event('online'))")
    expect(shopper.option("An order or delivery")).to_be_enabled()
    expect(status(shopper, CROWDED)).to_have_count(0)


def test_too_many_conversations_begun_are_told(limited, shopper):
    desk = limited(limits__starts_per_address="1/h")
    with connect(f"ws://127.0.0.1:{desk.port}/v1/socket", subprotocols=["frontdesk.v1"],
                 origin=desk.origin) as other:
        other.send(json.dumps({"type": "hello", "as": "customer", "site": "demo"}))
        other.recv()
        other.send(json.dumps({"type": "command", "cid": "c" * 22, "do": "start"}))
        assert json.loads(other.recv())["type"] == "ack"
    shopper.page.goto(desk.url)
    shopper.open()
    expect(status(shopper, CROWDED)).to_be_visible()
    # What is written meanwhile is kept.
    shopper.say("is anybody there?")
    expect(shopper.log.locator("[data-cid]")).to_contain_text("Waiting to be sent")


def test_half_an_emoji_is_sent_as_what_can_be_sent(desk, shopper):
    """finding: a text cut inside an emoji was sent at every reload and never answered."""
    shopper.visit(desk.url).to_the_queue()
    shopper.sees("Ticket #")
    for text in ["cut \\ud83d", "\\ude00 cut", "whole \\ud83d\\ude00"]:
        shopper.page.evaluate(f"Frontdesk.send('{text}')")
    shopper.page.evaluate("Frontdesk.identify({name: 'Ana \\ud83d', email: 'ana@example.com'})")
    expect(shopper.log.locator("[data-cid]")).to_have_count(0)
    for shown in ["cut \ufffd", "\ufffd cut", "whole \U0001f600"]:
        expect(shopper.bubbles(shown)).to_have_count(1)
    conversation = shopper.page.evaluate("Frontdesk.status()")["conversation"]
    said = [event.get("text") for event in desk.events(conversation).values()]
    assert [text for text in said if text in ("cut \ufffd", "\ufffd cut", "whole \U0001f600")] == [
        "cut \ufffd", "\ufffd cut", "whole \U0001f600"]
    names = [event.get("name") for event in desk.events(conversation).values()]
    assert "Ana \ufffd" in names
