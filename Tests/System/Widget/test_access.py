"""For everybody: keyboard, screen reader, contrast, small screens, stillness, right to left."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def check_axe(page):
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    told = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
    assert told == []


LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced-colors": {"forced_colors": "active"},
    "reduced-motion": {"reduced_motion": "reduce"},
    "phone": {"viewport": {"width": 320, "height": 568}, "is_mobile": True, "has_touch": True},
}


@pytest.fixture(params=LOOKS)
def context(browser, request):
    settings = {
        "viewport": {"width": 1100, "height": 800},
        "locale": "en-GB",
        **LOOKS[request.param],
    }
    context = browser.new_context(**settings)
    context.set_default_timeout(30_000)
    yield context
    context.close()


def test_axe_finds_nothing_at_any_station_in_any_look(desk, shopper):
    page = shopper.visit(desk.url).page
    check_axe(page)
    shopper.greeted()
    check_axe(page)
    shopper.choose("An order or delivery").choose("I don't have it").sees("what happened")
    shopper.say("My parcel is late and the tracking does not move").sees("Did that solve it?")
    shopper.log.locator(".card").first.get_by_role("button").click()
    check_axe(page)
    shopper.choose("No").sees("e-mail address can we reach you")
    with desk.agent() as maya:
        shopper.say("ana@example.com")
        expect(shopper.panel.get_by_role("status").filter(has_text="in line")).to_be_visible()
        check_axe(page)
        conversation = maya.take()
        maya.do("say", conversation, text="Hello **Ana**, see https://acme.example/parcel")
        shopper.sees("Hello Ana")
        page.evaluate("Frontdesk.send('a\\u0000b')")
        shopper.sees("Not sent")
        check_axe(page)
        maya.do("resolve", conversation)
    shopper.sees("How happy are you with the help you got?")
    page.get_by_role("button", name="More", exact=True).click()
    check_axe(page)


def test_axe_finds_nothing_at_the_greeting_the_read_mark_and_any_item_of_the_menu(
        desk, context, shopper):
    context.route("**/v1/site/demo.json", lambda route: route.fulfill(json={
        "site": "demo", "greetings": [{"name": "hello", "after": 100, "returning": "any",
                                       "words": {"en": "Questions about your order?"}}]}))
    page = shopper.visit(desk.url).page
    bubble = page.locator("frontdesk-chat .teaser")
    expect(bubble).to_contain_text("Questions about your order?")
    bubble.evaluate("(one) => Promise.all(one.getAnimations().map((move) => move.finished))")
    check_axe(page)
    bubble.get_by_role("button", name="Dismiss").focus()
    check_axe(page)
    bubble.locator(".words").click()
    expect(shopper.option("An order or delivery")).to_be_enabled()
    menu = page.get_by_role("button", name="More", exact=True)
    menu.click()
    check_axe(page)
    page.keyboard.press("Escape")
    shopper.choose("Something else").sees("what happened")
    shopper.say("My quokka plays the banjo at midnight, xyzzy").sees("can we reach you")
    with desk.agent() as maya:
        shopper.say("ana@example.com")
        conversation = maya.take()
        maya.follow(conversation)
        shopper.say("Are you there?")
        mark = shopper.log.locator(".mark")
        expect(mark).to_contain_text("Sent")
        check_axe(page)
        said = maya.until(lambda one: one.get("text") == "Are you there?")
        maya.send(type="read", conversation=conversation, seq=said["seq"])
        expect(mark).to_contain_text("Seen")
        check_axe(page)
        menu.click()
        items = shopper.panel.locator(".menu button")
        expect(items.first).to_be_visible()
        for item in items.all():
            item.focus()
            check_axe(page)
        sound = shopper.panel.get_by_role("switch", name="Sound for new messages")
        sound.click()
        expect(sound).to_have_attribute("aria-checked", "true")
        check_axe(page)
        # The browser of the tests says no: what is said of it is to be read too.
        shopper.panel.get_by_role("switch", name="Browser notifications").click()
        expect(shopper.panel.get_by_text("Your browser blocks notifications")).to_be_visible()
        check_axe(page)
        shopper.panel.get_by_role("button", name="Delete my data").click()
        check_axe(page)


def test_nothing_scrolls_sideways_and_every_target_is_large(desk, shopper):
    page = shopper.visit(desk.url).greeted().page
    shopper.choose("An order or delivery").sees("What is the order number?")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert shopper.log.evaluate("(log) => log.scrollWidth <= log.clientWidth")
    for button in shopper.page.locator("frontdesk-chat button:visible").all():
        box = button.bounding_box()
        assert box["width"] >= 44 and box["height"] >= 44, button.get_attribute("class")


def test_nothing_moves_for_those_who_asked_for_stillness(desk, shopper, request):
    shopper.visit(desk.url).open()
    name = shopper.panel.evaluate("(panel) => getComputedStyle(panel).animationName")
    assert name == ("none" if "reduced-motion" in request.node.name else "rise")
