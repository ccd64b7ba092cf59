"""Where a page wants it, nothing is kept and nobody connects before the visitor agrees."""

import pytest
from playwright.sync_api import expect
from running_desk import eventually
from shopper import Shopper
from test_access import check_axe

KEPT = ("[localStorage, sessionStorage].flatMap((one) => Object.keys(one))"
        ".filter((key) => key.startsWith('frontdesk'))")


def asking(desk, host, attributes=""):
    """A page of somebody's that asks first."""
    return host.put(
        "/", '<!doctype html><html lang="en"><meta name="viewport" content="width=device-width">'
        f'<title>Shop</title><main><h1>Shop</h1></main><script async data-site="demo"'
        f' data-consent="required" {attributes} src="{desk.url}v1/chat.js"></script>')


@pytest.fixture
def sockets(shopper):
    found = []
    shopper.page.on("websocket", lambda one: found.append(one.url))
    return found


def gate(shopper):
    return shopper.panel.locator(".gate")


def agree(shopper):
    shopper.panel.get_by_role("button", name="Agree and chat").click()


def test_nothing_is_kept_and_nobody_connects_until_the_visitor_agrees(desk, host, shopper, sockets):
    page = shopper.visit(asking(desk, host)).page
    shopper.open()
    expect(gate(shopper)).to_be_visible()
    expect(shopper.input).to_be_hidden()
    # What a page calls meanwhile is not kept either.
    page.evaluate("Frontdesk.setTheme('dark'); Frontdesk.prefill('half a sentence');"
                  " Frontdesk.identify({name: 'Ana'}); Frontdesk.send('I wait')")
    page.wait_for_timeout(1500)
    assert page.evaluate(KEPT) == [] and sockets == []
    assert page.evaluate("Frontdesk.status()")["consent"] is False
    agree(shopper)
    expect(gate(shopper)).to_be_hidden()
    # What was said before is not lost.
    expect(shopper.bubbles("I wait")).to_have_count(1)
    expect(shopper.log.locator("[data-cid]")).to_have_count(0)
    assert len(sockets) == 1
    page.reload()
    expect(shopper.bubbles("I wait")).to_have_count(1)
    expect(gate(shopper)).to_have_count(0)


def test_who_does_not_agree_goes_and_may_come_again(desk, host, shopper, sockets):
    shopper.visit(asking(desk, host)).open()
    shopper.panel.get_by_role("button", name="Not now").click()
    expect(shopper.panel).to_be_hidden()
    shopper.open()
    expect(gate(shopper)).to_be_visible()
    assert sockets == []


def test_the_gate_has_the_pages_words_and_its_privacy_page_and_is_for_everybody(
        desk, host, shopper):
    page = shopper.visit(asking(
        desk, host, 'data-privacy="/privacy" data-consent-words="We keep it for a year."')).page
    shopper.launcher.press("Enter")
    expect(gate(shopper)).to_contain_text("We keep it for a year.")
    expect(shopper.panel.get_by_role("button", name="Agree and chat")).to_be_focused()
    link = shopper.panel.get_by_role("link", name="How your data is handled")
    expect(link).to_have_attribute("href", f"{host.origin}/privacy")
    shopper.panel.evaluate(
        "(one) => Promise.all(one.getAnimations().map((move) => move.finished))")
    for theme in ("light", "dark"):
        page.evaluate(f"Frontdesk.setTheme('{theme}')")
        check_axe(page)
    page.set_viewport_size({"width": 320, "height": 256})
    expect(shopper.panel.get_by_role("button", name="Not now")).to_be_attached()
    page.keyboard.press("Enter")
    expect(shopper.input).to_be_visible()
    expect(shopper.option("An order or delivery")).to_be_enabled()


def test_an_address_that_is_none_is_no_link(desk, host, shopper):
    shopper.visit(asking(desk, host, 'data-privacy="javascript:alert(1)"')).open()
    expect(gate(shopper)).to_be_visible()
    expect(gate(shopper).get_by_role("link")).to_have_count(0)


def test_a_banner_of_the_pages_agrees_and_takes_it_back_in_every_tab(
        desk, host, shopper, context, sockets):
    url = asking(desk, host)
    page = shopper.visit(url).page
    page.evaluate("window.told = []; Frontdesk.on('consent', ({agrees}) => told.push(agrees))")
    page.evaluate("Frontdesk.consent(true)")
    shopper.greeted()
    token = page.evaluate("localStorage.getItem('frontdesk.demo.token')")
    other = Shopper(context.new_page()).visit(url)
    other.until("Frontdesk.status().then((now) => now.stage === 'bot')")
    page.evaluate("Frontdesk.consent(false)")
    expect(shopper.panel).to_be_hidden()
    assert page.evaluate("told") == [True, False]
    eventually(lambda: not desk.knows(token))
    shopper.until(f"{KEPT}.length === 0")
    for one in (shopper, other):
        one.until("Frontdesk.status().then((now) => !now.consent)")
        one.open()
        expect(gate(one)).to_be_visible()
    assert other.errors == []
    agree(other)
    expect(other.option("An order or delivery")).to_be_enabled()
    assert other.page.evaluate("Frontdesk.status()")["number"] == 2
