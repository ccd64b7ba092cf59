"""The keyboard alone, where the focus goes, and what a screen reader reads."""

import os
import re
from pathlib import Path

from playwright.sync_api import expect
from shopper import Shopper

GOLDENS = Path(__file__).parent / "goldens"


def focused(page):
    return page.evaluate(
        "(() => { let one = document.activeElement;"
        " while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;"
        " return one?.ariaLabel || one?.textContent || one?.tagName; })()"
    )


def tab_to(page, name, key="Tab"):
    for _ in range(40):
        page.keyboard.press(key)
        if focused(page) == name:
            return
    raise AssertionError(f"{key} never reached {name!r}; the focus is on {focused(page)!r}")


def test_a_whole_talk_by_keyboard_alone(desk, shopper):
    page = shopper.visit(desk.url).page
    tab_to(page, "Open chat")
    page.keyboard.press("Enter")
    expect(shopper.input).to_be_focused()
    expect(shopper.option("An order or delivery")).to_be_enabled()
    tab_to(page, "An order or delivery", "Shift+Tab")
    page.keyboard.press("Space")
    shopper.sees("What is the order number?")
    expect(shopper.input).to_be_focused()
    tab_to(page, "I don't have it", "Shift+Tab")
    page.keyboard.press("Enter")
    shopper.sees("what happened")
    page.keyboard.type("My parcel is late and the tracking does not move")
    page.keyboard.press("Enter")
    shopper.sees("Did that solve it?")
    tab_to(page, "Yes", "Shift+Tab")
    page.keyboard.press("Enter")
    shopper.sees("Marked as resolved")
    expect(shopper.panel.get_by_role("radio").first).to_be_visible()
    shopper.panel.get_by_role("radio").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    # It is given when the choice rests; words may follow.
    shopper.sees("Thank you for your rating · 4/5")
    page.keyboard.press("Tab")
    page.keyboard.type("Quick and kind")
    tab_to(page, "Send")
    page.keyboard.press("Enter")
    expect(shopper.input).to_be_focused()
    page.keyboard.press("Escape")
    expect(shopper.panel).to_be_hidden()
    expect(shopper.launcher).to_be_focused()


def test_the_page_stays_usable_beside_the_open_chat(desk, shopper):
    page = shopper.visit(desk.url).greeted().page
    expect(shopper.panel).not_to_have_attribute("aria-modal", "true")
    tab_to(page, "Packs", "Shift+Tab")
    page.keyboard.press("Escape")
    expect(shopper.panel).to_be_visible()


def test_escape_closes_the_menu_before_the_chat(desk, shopper):
    page = shopper.visit(desk.url).greeted().page
    more = page.get_by_role("button", name="More", exact=True)
    more.click()
    expect(page.get_by_role("button", name="Talk to a person")).to_be_focused()
    page.keyboard.press("Escape")
    expect(more).to_be_focused()
    expect(page.get_by_role("button", name="Talk to a person")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(shopper.launcher).to_be_focused()


def test_a_chat_opened_by_the_page_after_a_reload_does_not_take_the_focus(desk, shopper):
    page = shopper.visit(desk.url).greeted().page
    shopper.input.fill("half a sente")
    page.reload()
    expect(shopper.panel).to_be_visible()
    expect(shopper.input).to_have_value("half a sente")
    expect(shopper.input).not_to_be_focused()


def test_on_a_touch_screen_the_keyboard_stays_down_until_it_is_wanted(desk, browser):
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, is_mobile=True, has_touch=True
    )
    shopper = Shopper(context.new_page())
    shopper.visit(desk.url).open()
    expect(shopper.panel).to_be_focused()
    box = shopper.panel.bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 360, 640)
    context.close()


def test_a_page_read_from_the_right_has_the_chat_on_the_left(desk, host, shopper):
    page = (
        '<!doctype html><html lang="ar" dir="rtl"><title>متجر</title>'
        f'<script async data-site="demo" src="{desk.url}v1/chat.js"></script>'
    )
    shopper.visit(host.put("/", page))
    assert shopper.launcher.bounding_box()["x"] == 20
    shopper.open()
    assert shopper.panel.bounding_box()["x"] == 20
    assert shopper.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def check_golden(name, text):
    """Times and numbers differ from run to run; everything else is reviewed like code."""
    text = re.sub(r"\b\d{1,2}:\d{2}\b( [AP]M)?", "TIME", text)
    path = GOLDENS / f"{name}.yml"
    if os.environ.get("UPDATE") == "1":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n")
    assert text + "\n" == path.read_text(), f"{path.name} differs; UPDATE=1 rewrites it"


def test_what_a_screen_reader_reads(desk, shopper):
    shopper.visit(desk.url)
    check_golden("closed", shopper.page.locator("frontdesk-chat").aria_snapshot())
    shopper.greeted()
    # How the desk stands comes beside the first words.
    expect(shopper.log.locator(".reception")).to_contain_text("We are open now")
    check_golden("greeted", shopper.panel.aria_snapshot())
    shopper.choose("An order or delivery").choose("I don't have it").sees("what happened")
    shopper.say("My parcel is late and the tracking does not move").sees("Did that solve it?")
    check_golden("articles", shopper.panel.aria_snapshot())


def test_a_screen_reader_hears_each_message_once(desk, shopper):
    page = shopper.visit(desk.url).greeted().page
    expect(shopper.log).to_have_attribute("aria-busy", "false")
    page.evaluate(
        "window.heard = [];"
        "new MutationObserver((all) => all.forEach((one) => one.addedNodes.forEach("
        "(node) => { if (!node.parentElement?.closest('[aria-live=off]'))"
        " heard.push(node.textContent); })))"
        ".observe(document.querySelector('frontdesk-chat').shadowRoot.querySelector('.log'),"
        " {childList: true, subtree: true})"
    )
    shopper.choose("An order or delivery").sees("What is the order number?")
    expect(shopper.log.locator("[data-cid]")).to_have_count(0)
    heard = [text for text in page.evaluate("heard") if "An order or delivery" in text]
    assert len(heard) == 1, heard
