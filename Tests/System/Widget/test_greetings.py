"""Words that the desk has for a page: by its path, after some seconds, for who is new or back, once."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def rules(context):
    """What `/v1/site/demo.json` gives, as docs/protocol.md has it."""
    greetings = []
    context.route("**/v1/site/demo.json", lambda route: route.fulfill(
        json={"site": "demo", "greetings": greetings},
        headers={"Access-Control-Allow-Origin": "*"}))
    return greetings


def rule(name, text, **more):
    return {"name": name, "after": 300, "returning": "any", "words": {"en": text}, **more}


def bubble(shopper):
    return shopper.page.locator("frontdesk-chat .teaser")


@pytest.fixture
def shop(desk, host):
    """The address of one of somebody's pages."""
    def at(path, lang="en"):
        return host.put(path, f'<!doctype html><html lang="{lang}"><title>Shop</title><h1>Shop</h1>'
                        f'<script async data-site="demo" src="{desk.url}v1/chat.js"></script>')
    return at


def test_the_first_greeting_that_fits_the_page_is_said_and_opens_the_chat(shop, rules, shopper):
    rules += [rule("cart", "Questions about your order?", page="/cart*"),
              rule("all", "Hello", page="/*"), rule("never", "Never said")]
    shopper.visit(shop("/cart/pay"))
    expect(bubble(shopper)).to_contain_text("Questions about your order?")
    shopper.visit(shop("/"))
    expect(bubble(shopper)).to_contain_text("Hello")
    sockets = []
    shopper.page.on("websocket", lambda one: sockets.append(one.url))
    assert sockets == [], "nobody connects for it"
    bubble(shopper).locator(".words").click()
    expect(shopper.panel).to_be_visible()
    expect(bubble(shopper)).to_have_count(0)


def test_a_point_in_a_pattern_is_a_point_and_no_page_is_every_page(shop, rules, shopper):
    rules += [rule("dot", "Not here", page="/a.b"), rule("all", "Everywhere")]
    shopper.visit(shop("/axb"))
    expect(bubble(shopper)).to_contain_text("Everywhere")


def test_a_page_is_known_by_its_letters_however_they_are_written(shop, rules, shopper):
    rules.append(rule("shoes", "Looking for shoes?", page="/größe/*"))
    shopper.visit(shop("/gr%C3%B6%C3%9Fe/42"))
    expect(bubble(shopper)).to_contain_text("Looking for shoes?")


def test_it_waits_its_time_on_the_page(shop, rules, shopper):
    rules.append(rule("slow", "Still there?", after=2500))
    shopper.visit(shop("/"))
    shopper.page.wait_for_timeout(1200)
    expect(bubble(shopper)).to_have_count(0)
    expect(bubble(shopper)).to_contain_text("Still there?")


def test_what_is_said_once_is_not_said_again_and_once_a_day_is_the_next_day(
        shop, rules, shopper):
    rules += [rule("day", "Once a day", once="day"), rule("once", "Once for all", once="visitor")]
    page = shopper.visit(shop("/")).page
    expect(bubble(shopper)).to_contain_text("Once a day")
    page.reload()
    expect(bubble(shopper)).to_contain_text("Once for all")
    page.reload()
    page.wait_for_timeout(1500)
    expect(bubble(shopper)).to_have_count(0)
    page.evaluate("for (const name of ['day', 'once']) localStorage.setItem("
                  "`frontdesk.demo.greeted.${name}`, String(Date.now() - 25 * 3600e3))")
    page.reload()
    expect(bubble(shopper)).to_contain_text("Once a day")


def test_dismissed_it_is_gone_for_this_page(shop, rules, shopper):
    rules.append(rule("all", "Hello"))
    shopper.visit(shop("/"))
    bubble(shopper).get_by_role("button", name="Dismiss").click()
    expect(bubble(shopper)).to_have_count(0)
    expect(shopper.launcher).to_be_focused()
    shopper.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    shopper.page.wait_for_timeout(800)
    expect(bubble(shopper)).to_have_count(0)


def test_who_is_new_and_who_is_back_are_told_apart(shop, rules, shopper):
    rules += [rule("new", "Welcome", returning="no"), rule("back", "Welcome back", returning="yes")]
    page = shopper.visit(shop("/")).page
    expect(bubble(shopper).get_by_text("Welcome", exact=True)).to_be_visible()
    # The next page of the same visit is no return.
    shopper.visit(shop("/next"))
    expect(bubble(shopper).get_by_text("Welcome", exact=True)).to_be_visible()
    page.evaluate("localStorage.setItem('frontdesk.demo.visit', `new ${Date.now() - 2 * 3600e3}`)")
    page.reload()
    expect(bubble(shopper)).to_contain_text("Welcome back")


def test_it_is_in_the_readers_language_or_else_in_english(shop, rules, shopper):
    rules.append({**rule("all", "Hello"), "words": {"fr": "Bonjour", "en": "Hello", "de": "Hallo"}})
    shopper.visit(shop("/de", "de"))
    expect(bubble(shopper)).to_contain_text("Hallo")
    shopper.visit(shop("/da", "da"))
    expect(bubble(shopper)).to_contain_text("Hello")


def test_an_application_that_changes_its_pages_by_itself_is_followed(shop, rules, shopper):
    rules.append(rule("cart", "Questions?", page="/cart"))
    page = shopper.visit(shop("/")).page
    page.wait_for_timeout(1200)
    expect(bubble(shopper)).to_have_count(0)
    page.evaluate("history.pushState({}, '', '/cart')")
    expect(bubble(shopper)).to_contain_text("Questions?")
    page.evaluate("history.pushState({}, '', '/other')")
    expect(bubble(shopper)).to_have_count(0)


def test_nobody_is_greeted_who_talks_with_somebody(desk, shop, rules, shopper, maya):
    rules.append(rule("all", "Hello"))
    shopper.visit(shop("/")).to_the_queue()
    maya.take()
    shopper.sees("Maya Lind joined")
    shopper.page.keyboard.press("Escape")
    shopper.page.reload()
    shopper.until("window.Frontdesk?.status?.().then((now) => now.stage === 'agent')")
    shopper.page.wait_for_timeout(1200)
    expect(bubble(shopper)).to_have_count(0)


def test_without_rules_or_without_an_answer_nothing_is_said(desk, shop, context, shopper):
    context.route("**/v1/site/demo.json", lambda route: route.fulfill(status=404, body="none"))
    shopper.visit(shop("/"))
    shopper.page.wait_for_timeout(1000)
    expect(bubble(shopper)).to_have_count(0)
    shopper.greeted()


def test_before_consent_nobody_is_greeted(desk, host, rules, shopper):
    asked = []
    shopper.page.on("request", lambda one: asked.append(one.url) if "/site/" in one.url else None)
    rules.append(rule("all", "Hello"))
    shopper.visit(host.put("/", '<!doctype html><html lang="en"><title>Shop</title><script async'
                           f' data-site="demo" data-consent="required" src="{desk.url}v1/chat.js">'
                           '</script>'))
    shopper.page.wait_for_timeout(1200)
    assert asked == []
    expect(bubble(shopper)).to_have_count(0)
