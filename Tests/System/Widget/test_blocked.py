"""Networks that let no websocket through: the chat goes on over plain requests (finding S15)."""

import pytest
from desk import Desk
from playwright.sync_api import expect
from proxy import Proxy
from shopper import Shopper


@pytest.fixture
def blocked(tmp_path):
    """A desk behind a proxy that answers 403 to every upgrade."""
    desk = Desk(tmp_path, "http://127.0.0.1:1")
    proxy = Proxy(tmp_path / "nginx", desk.port, blocks_upgrades=True)
    (tmp_path / "frontdesk.yaml").write_text(
        f'sites:\n  demo:\n    origins: ["{proxy.origin}"]\n')
    desk.start()
    desk.behind = proxy
    yield desk
    proxy.stop()
    desk.stop()


@pytest.fixture
def shopper(blocked, context):
    shopper = Shopper(context.new_page())
    yield shopper
    assert shopper.errors == []


def test_a_whole_talk_is_held_without_a_websocket(blocked, shopper):
    shopper.visit(blocked.behind.origin + "/").to_the_queue()
    with blocked.agent() as maya:
        conversation = maya.take()
        maya.do("say", conversation, text="Hello, this is Maya over plain requests.")
        shopper.sees("this is Maya over plain requests")
        shopper.say("I read you")
        shopper.sees("I read you")
        expect(shopper.log.get_by_text("Waiting to be sent")).to_have_count(0)
        said = maya.said(conversation)
        assert said.count("I read you") == 1
    status = shopper.page.evaluate("Frontdesk.status()")
    assert status["connection"] == "online"


def test_it_goes_on_over_a_restart_with_every_word_once(blocked, shopper):
    shopper.visit(blocked.behind.origin + "/").to_the_queue()
    blocked.kill()
    shopper.say("Said while the desk was away")
    blocked.start()
    shopper.sees("Said while the desk was away")
    expect(shopper.log.get_by_text("Waiting to be sent")).to_have_count(0, timeout=60_000)
    with blocked.agent() as maya:
        assert maya.said(maya.waiting()).count("Said while the desk was away") == 1


def test_who_comes_into_such_a_network_amid_a_talk_goes_on_and_does_not_hammer(blocked, context):
    """A phone moves from one network to another: a websocket got through before."""
    proxy = blocked.behind
    proxy.restart(blocks_upgrades=False)
    shopper = Shopper(context.new_page())
    shopper.visit(proxy.origin + "/").to_the_queue()
    shopper.sees("xyzzy")
    waiting = shopper.log.get_by_text("Waiting to be sent")
    expect(waiting).to_have_count(0)
    asked = []
    shopper.page.on("request", lambda one: asked.append(one.url) if "livez" in one.url else None)
    proxy.restart(blocks_upgrades=True)
    shopper.say("Said in the other network").sees("Said in the other network")
    expect(waiting).to_have_count(0, timeout=60_000)
    with blocked.agent() as maya:
        assert maya.said(maya.waiting()).count("Said in the other network") == 1
    assert len(asked) < 8, asked
    assert shopper.errors == []
