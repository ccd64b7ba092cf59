"""Whom the page's own server vouches for, by a token or by a function that fetches one."""

import pytest
from desk import Desk
from identity_tokens import SECRET, claims, shared
from running_desk import eventually
from shopper import Shopper


@pytest.fixture
def desk(tmp_path, host):
    """The demo desk, whose site signs who its visitors are."""
    secret = tmp_path / "shop.secret"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    desk = Desk(tmp_path, host.origin)
    with desk.config.open("a") as settings:
        settings.write(
            "    identity: optional\n    issuer: shop.example\n"
            f"    keys: [{{id: k1, algorithm: HS256, file: {secret}}}]\n"
        )
    desk.start()
    yield desk
    desk.stop()


def hellos(page):
    """The hellos that the page's widget says, as they are sent."""
    said = []
    page.on("websocket", lambda line: line.on(
        "framesent", lambda frame: '"hello"' in frame and said.append(frame)))
    return said


def number(shopper):
    return shopper.page.evaluate("Frontdesk.status()")["number"]


def test_somebody_who_logged_in_has_their_conversation_on_another_device(
        desk, shopper, browser):
    shopper.visit(desk.url)
    shopper.page.evaluate("(token) => Frontdesk.identify({token})", shared(claims()))
    shopper.greeted()
    first = eventually(lambda: number(shopper))
    with browser.new_context() as elsewhere:
        elsewhere.set_default_timeout(30_000)
        other = Shopper(elsewhere.new_page()).visit(desk.url)
        # Fetched by the page when the widget needs it.
        other.page.expose_function("fetched", lambda: shared(claims()))
        other.page.evaluate("Frontdesk.identify({token: async () => await fetched()})")
        other.page.evaluate("Frontdesk.open()")
        assert eventually(lambda: number(other)) == first


def test_a_token_is_shown_once_and_the_line_may_come_back_without_it(desk, shopper):
    said = hellos(shopper.page)
    shopper.visit(desk.url)
    calls = []
    shopper.page.expose_function("fetched", lambda: calls.append(1) or shared(claims()))
    shopper.page.evaluate("Frontdesk.identify({token: () => fetched()})")
    shopper.greeted()
    first = eventually(lambda: number(shopper))
    before = len(said)
    desk.kill()
    desk.start()
    # Asking the page lets the test hear what was sent meanwhile.
    eventually(lambda: shopper.page.evaluate("Frontdesk.status()")["connection"] == "online"
               and len(said) > before, patience=60)
    assert number(shopper) == first and len(calls) == 1
    assert "identity" in said[0] and "identity" not in said[-1]


def test_who_logs_in_while_the_chat_is_open_keeps_what_was_said(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.waiting()
    # They told the bot the same address.
    token = shared(claims(email="ana@example.com"))
    shopper.page.evaluate("(token) => Frontdesk.identify({token})", token)
    maya.send(type="follow", conversation=conversation, epoch=maya.epoch, after=0)
    who = maya.until(lambda f: f.get("event") == "identified" and f.get("verified"))
    assert who["email"] == "ana@example.com"
