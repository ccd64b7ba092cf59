"""Visitors whom their site has signed for (findings S14, S4): theirs on every device, and nobody
else's."""

import json

import pytest
from desk import Desk
from identity_tokens import SECRET, claims, shared
from playwright.sync_api import expect
from shopper import Shopper


@pytest.fixture
def desk(tmp_path, host):
    secret = tmp_path / "shop.secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    desk = Desk(tmp_path, host.origin)
    (tmp_path / "frontdesk.yaml").write_text(f"""
sites:
  demo:
    origins: [self]
    identity: optional
    issuer: shop.example
    keys: [{{id: k1, algorithm: HS256, file: {secret}}}]
""")
    desk.start()
    yield desk
    desk.stop()


def sign_in(shopper, subject="u-17", **changes):
    """As a page calls it, which may be before the widget is here."""
    shopper.page.evaluate(
        "(token) => Promise.all([(window.Frontdesk ||= []).push(['identify', {token}])].flat())",
        shared(claims(subject, **changes)))


def another(browser, desk):
    """A customer at another device."""
    shopper = Shopper(browser.new_context(locale="en-GB").new_page())
    return shopper.visit(desk.url)


def test_who_signs_in_is_verified_and_not_asked_who_they_are(desk, shopper, maya):
    shopper.visit(desk.url)
    sign_in(shopper)
    shopper.to_the_queue(is_known=True)
    conversation = maya.waiting()
    maya.send(type="ask", id="c", about="conversation", conversation=conversation)
    card = maya.until(lambda frame: frame.get("id") == "c")["summary"]
    assert card["verified"] is True and card["customer_name"] == "Ana Perez"
    assert card["email"] == "u-17@example.com"


def test_one_person_reads_on_at_another_device(desk, browser, shopper):
    shopper.visit(desk.url)
    sign_in(shopper)
    shopper.to_the_queue(is_known=True)
    laptop = another(browser, desk)
    sign_in(laptop)
    laptop.open().sees("My quokka plays the banjo")
    eve = another(browser, desk)
    sign_in(eve, "u-18")
    eve.greeted()
    expect(eve.log.get_by_text("My quokka")).to_have_count(0)


def test_a_talk_begun_before_signing_in_goes_on(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    sign_in(shopper, email="ana@example.com")
    shopper.sees("My quokka plays the banjo")
    conversation = maya.take()
    maya.do("say", conversation, text="Hello, you are Ana I see")
    shopper.sees("you are Ana I see")
    shopper.page.reload()
    sign_in(shopper, email="ana@example.com")
    shopper.sees("you are Ana I see")


def test_who_signs_in_after_somebody_else_sees_nothing_of_theirs(desk, shopper):
    shopper.visit(desk.url)
    sign_in(shopper)
    shopper.to_the_queue(is_known=True)
    shopper.input.fill("my secret diagnosis is")
    # No reset: the page forgot it.
    sign_in(shopper, "u-18")
    expect(shopper.log.get_by_text("My quokka")).to_have_count(0)
    expect(shopper.input).to_have_value("")


def test_a_token_that_is_refused_is_told_to_the_page_and_the_console(desk, shopper):
    told = []
    shopper.page.on("console", lambda message: told.append(message.text))
    shopper.visit(desk.url)
    shopper.page.evaluate("""() => {
      window.problems = [];
      Frontdesk.on('error', (problem) => window.problems.push(problem));
    }""")
    sign_in(shopper, aud="another-shop")
    shopper.open()
    shopper.until("window.problems.length > 0")
    problem = shopper.page.evaluate("window.problems[0]")
    assert problem["code"] == "identity" and '"aud" must be "demo"' in problem["why"]
    assert any('"aud" must be "demo"' in text for text in told)


def test_the_page_may_make_tokens_when_they_are_needed(desk, shopper, context):
    asked = []

    def token(route):
        asked.append(1)
        route.fulfill(body=shared(claims()), content_type="text/plain")

    context.route("**/chat-token", token)
    shopper.visit(desk.url)
    shopper.page.evaluate(
        "Frontdesk.identify({token: async () => (await fetch('/chat-token')).text()})")
    shopper.to_the_queue(is_known=True)
    desk.kill()
    desk.start()
    shopper.say("Still me")
    shopper.sees("Still me")
    expect(shopper.log.get_by_text("Waiting to be sent")).to_have_count(0, timeout=60_000)
    assert len(asked) >= 2


def test_reset_leaves_the_next_one_a_stranger(desk, shopper):
    shopper.visit(desk.url)
    sign_in(shopper)
    shopper.to_the_queue(is_known=True)
    shopper.page.evaluate("Frontdesk.reset()")
    shopper.greeted()
    expect(shopper.log.get_by_text("My quokka")).to_have_count(0)
    kept = json.loads(shopper.page.evaluate("JSON.stringify({...localStorage})"))
    assert not any("u-17" in str(value) for value in kept.values())


def test_a_token_is_shown_once_and_the_line_comes_back_without_it(desk, shopper):
    shopper.visit(desk.url)
    sign_in(shopper)
    shopper.to_the_queue(is_known=True)
    frames = []

    def listen(line):
        line.on("framesent", lambda frame: frames.append(frame))

    shopper.page.on("websocket", listen)
    desk.kill()
    shopper.say("Back again")
    waiting = shopper.log.get_by_text("Waiting to be sent")
    expect(waiting).not_to_have_count(0)
    desk.start()
    expect(waiting).to_have_count(0, timeout=60_000)
    hellos = [json.loads(frame) for frame in frames if '"hello"' in frame]
    assert hellos and not any(hello.get("identity") for hello in hellos)


def test_a_bad_token_that_a_page_makes_does_not_end_a_chat_that_the_desk_knows(desk, shopper):
    page = shopper.visit(desk.url).page
    page.evaluate("(good) => { window.next = good; window.asked = 0; Frontdesk.on('error',"
                  " (one) => window.trouble = one.code);"
                  " Frontdesk.identify({token: () => { asked += 1; return next; }}); }",
                  shared(claims()))
    shopper.to_the_queue(is_known=True).sees("Saved as ticket")
    assert page.evaluate("asked") == 1
    # The site's key was changed, its clock is wrong, its endpoint answers with a page.
    page.evaluate("next = '<!doctype html>'")
    desk.kill()
    shopper.say("Still here")
    desk.start()
    expect(shopper.log.get_by_text("Waiting to be sent")).to_have_count(0, timeout=60_000)
    assert page.evaluate("trouble") == "identity", "the page is told"
    assert page.evaluate("Frontdesk.status()")["connection"] == "online"
    # A good one is asked for again with the next connection.
    page.evaluate("(good) => { next = good; trouble = ''; }", shared(claims()))
    desk.kill()
    shopper.say("And again")
    desk.start()
    expect(shopper.log.get_by_text("Waiting to be sent")).to_have_count(0, timeout=60_000)
    assert page.evaluate("[asked, trouble]") == [3, ""]
