"""Small things that people notice: what is forgotten, kept, copied, coloured, and said only once."""

import re

import pytest
from playwright.sync_api import expect
from shopper import Shopper
from test_access import check_axe


def test_reset_forgets_what_was_half_written_in_every_tab(desk, shopper, context):
    page = shopper.visit(desk.url).greeted().page
    other = Shopper(context.new_page())
    other.visit(desk.url).greeted()
    other.input.fill("my secret diagnosis is")
    shopper.input.fill("and my number is")
    page.wait_for_timeout(600)
    # A tab that is on another page of the shop meanwhile.
    other.page.goto("about:blank")
    page.evaluate("Frontdesk.reset()")
    expect(shopper.panel).to_be_hidden()
    shopper.open()
    expect(shopper.input).to_have_value("")
    page.reload()
    expect(shopper.panel).to_be_visible()
    expect(shopper.input).to_have_value("")
    other.page.goto(desk.url)
    expect(other.panel).to_be_visible()
    expect(other.input).to_have_value("")


def test_reset_empties_what_the_browser_kept_of_the_talk(desk, shopper):
    page = shopper.visit(desk.url).greeted().page
    shopper.choose("An order or delivery").sees("What is the order number?")
    while not page.evaluate("localStorage.getItem('frontdesk.demo.kept')"):
        page.wait_for_timeout(50)
    page.evaluate("Frontdesk.reset()")
    expect(shopper.panel).to_be_hidden()
    page.wait_for_timeout(1200)  # longer than what is kept waits to be written
    kept = "Object.keys(localStorage).filter((key) => key.startsWith('frontdesk.'))"
    assert page.evaluate(kept) == []


def test_stars_count_when_they_are_given_and_words_may_follow(desk, shopper):
    shopper.visit(desk.url).greeted().choose("An order or delivery")
    shopper.choose("I don't have it").sees("what happened")
    shopper.say("My parcel is late and the tracking does not move").sees("Did that solve it?")
    shopper.choose("Yes").sees("Marked as resolved")
    conversation = shopper.page.evaluate("Frontdesk.status()")["conversation"]
    shopper.panel.locator(".star").nth(4).click()
    shopper.sees("Thank you for your rating · 5/5")

    def rated():
        return [(one["score"], one.get("comment")) for one in desk.events(conversation).values()
                if one["event"] == "rated"]

    assert rated() == [(5, None)]
    shopper.panel.get_by_label("Anything to add?").fill("Quick and kind")
    shopper.panel.locator(".rating").get_by_role("button", name="Send").click()
    expect(shopper.log.locator("[data-cid]")).to_have_count(0)
    while len(rated()) < 2:
        shopper.page.wait_for_timeout(50)
    assert rated() == [(5, None), (5, "Quick and kind")]
    expect(shopper.log.get_by_text("Thank you for your rating")).to_have_count(1)


def test_the_bots_survey_is_five_stars(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    maya.do("resolve", conversation)
    shopper.sees("How happy are you with the help you got?")
    stars = shopper.log.locator(".options button.star")
    expect(stars).to_have_count(5)
    assert stars.first.bounding_box()["y"] == stars.last.bounding_box()["y"]
    shopper.option("4 - Happy").click()
    shopper.sees("anything we could do better?")


def test_an_answer_is_shown_once(desk, shopper):
    shopper.visit(desk.url).greeted().choose("An order or delivery")
    shopper.sees("What is the order number?")
    said = shopper.log.get_by_text("An order or delivery", exact=True)
    expect(said.filter(visible=True)).to_have_count(1)
    expect(shopper.log.get_by_role("button", name="A payment or refund")).to_have_count(0)
    shopper.say("agent")
    email = shopper.page.get_by_label("Your e-mail address")
    email.fill("ana@example.com")
    shopper.page.get_by_label("What happened").fill("The lid of my kettle broke")
    shopper.log.get_by_role("button", name="Send", exact=True).click()
    shopper.sees("Your e-mail address: ana@example.com")
    expect(shopper.log.locator("form")).to_have_count(1)
    expect(shopper.log.locator("form")).to_be_hidden()


def test_long_words_in_a_form_are_seen_whole(desk, shopper):
    shopper.visit(desk.url).greeted().say("agent")
    field = shopper.page.get_by_label("What happened")
    before = field.bounding_box()["height"]
    field.fill("The lid of my kettle broke while I was on the ridge, " * 4)
    assert field.bounding_box()["height"] > before + 30
    assert field.evaluate("(one) => one.scrollHeight <= one.clientHeight + 2")
    shopper.page.get_by_label("Your e-mail address").fill("ana@example.com")
    shopper.page.get_by_label("What it is about").select_option(label="A product or a repair")
    shopper.log.get_by_role("button", name="Send", exact=True).click()
    shopper.sees("Your e-mail address: ana@example.com")


@pytest.mark.parametrize(
    "code, words, direction",
    [("fr", "Ouvrir la discussion", "ltr"), ("he", "פתיחת הצ׳אט", "rtl")],
)
def test_language_and_theme_are_kept_for_the_next_page(desk, shopper, code, words, direction):
    page = shopper.visit(desk.url).page
    page.evaluate("(code) => Frontdesk.setLocale(code)", code)
    page.evaluate("Frontdesk.setTheme('dark')")
    expect(shopper.launcher).to_have_accessible_name(words)
    page.reload()
    expect(shopper.launcher).to_have_accessible_name(words)
    assert shopper.panel.get_attribute("dir") == direction
    assert page.locator("frontdesk-chat .frame").get_attribute("data-theme") == "dark"


COLOURS = ["#ffd400", "#0a0", "green", "white", "#0b0b12", "rgb(200 30 90)", "hsl(200 80% 40%)"]


def contrast(one, other):
    def luminance(rgb):
        parts = [int(part) / 255 for part in re.findall(r"\d+", rgb)[:3]]
        r, g, b = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_brands_colour_reaches_every_part_and_can_be_read(desk, shopper, theme):
    page = shopper.visit(desk.url).greeted().page
    shopper.say("hello")
    expect(shopper.log.locator(".customer .bubble")).to_have_count(1)
    page.evaluate("(theme) => Frontdesk.setTheme(theme)", theme)
    style = ("([name, part]) => getComputedStyle(document.querySelector('frontdesk-chat')"
             ".shadowRoot.querySelector(name))[part]")

    def look(name, part):
        return page.evaluate(style, [name, part])

    before = look(".option", "color")
    for colour in COLOURS:
        assert page.evaluate("(colour) => Frontdesk.setAccent(colour)", colour) is True
        paper = look(".panel", "backgroundColor")
        fill = look(".head", "backgroundColor")
        assert contrast(fill, paper) >= 1.35, (colour, fill, paper)
        assert contrast(fill, look(".head", "color")) >= 4.5, colour
        assert look(".customer .bubble", "backgroundColor") == fill == look(
            ".launcher", "backgroundColor")
        link = look(".option", "color")
        assert link != before and contrast(link, paper) >= 4.5, (colour, link)
    said = []
    page.on("console", lambda message: said.append(message.text))
    assert page.evaluate("Frontdesk.setAccent('grün')") is False
    assert any("grün" in one and "#rrggbb" in one for one in said)


def test_copying_words_that_were_refused_says_so(desk, shopper, context):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = shopper.visit(desk.url).greeted().page
    page.evaluate("Frontdesk.send('a\\u0000b')")
    row = shopper.log.locator("[data-cid]")
    row.get_by_role("button", name="Copy").click()
    expect(row.get_by_role("button", name="Copied")).to_be_visible()
    # And the page's own elements are left alone.
    assert page.evaluate("document.querySelector('frontdesk-chat').textContent") == ""


def test_an_order_number_is_not_broken_at_its_hyphen(desk, shopper):
    shopper.visit(desk.url).greeted().choose("An order or delivery").sees("order number")
    word = shopper.log.locator(".whole").filter(has_text="AB-123456")
    assert word.evaluate("(one) => one.getClientRects().length") == 1
    assert word.inner_text() == "AB-123456"


def test_the_file_of_a_talk_reads_as_the_talk_does(desk, browser):
    context = browser.new_context(timezone_id="Pacific/Auckland", locale="en-GB")
    context.set_default_timeout(30_000)
    shopper = Shopper(context.new_page())
    page = shopper.visit(desk.url).greeted().page
    page.get_by_role("button", name="More", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this conversation").click()
    text = download.value.path().read_text()
    assert "Pacific/Auckland" in text
    assert "Write agent whenever" in text and "**" not in text
    context.close()


def test_words_written_while_the_chat_is_closed_are_seen_beside_the_launcher(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    shopper.page.keyboard.press("Escape")
    teaser = shopper.page.locator("frontdesk-chat .teaser")
    maya.do("say", conversation, text="Are you **still** there?")
    expect(teaser).to_contain_text("Maya Lind Are you still there?")
    check_axe(shopper.page)
    teaser.get_by_role("button", name="Dismiss").click()
    expect(teaser).to_have_count(0)
    expect(shopper.launcher).to_be_focused()
    maya.do("say", conversation, text="I found your parcel")
    teaser.get_by_role("button", name="I found your parcel").click()
    expect(shopper.panel).to_be_visible()
    expect(teaser).to_have_count(0)
    shopper.page.keyboard.press("Escape")
    expect(shopper.launcher).to_have_accessible_name("Open chat")
    expect(teaser).to_have_count(0)


def test_the_page_may_say_a_word_of_its_own_once(desk, host, shopper):
    page = (
        '<!doctype html><html lang="en"><title>Shop</title><main><h1>Shop</h1></main>'
        f'<script async data-site="demo" src="{desk.url}v1/chat.js"'
        ' data-teaser="Questions about sizes?" data-teaser-after="1"></script>'
    )
    shopper.visit(host.put("/", page))
    teaser = shopper.page.locator("frontdesk-chat .teaser")
    expect(teaser).to_contain_text("Questions about sizes?")
    teaser.get_by_role("button", name="Dismiss").click()
    shopper.page.reload()
    expect(shopper.launcher).to_be_visible()
    shopper.page.wait_for_timeout(1500)
    expect(teaser).to_have_count(0)


@pytest.mark.parametrize("comes", [True, False])
def test_the_launcher_is_never_seen_in_another_colour_than_the_brands(desk, shopper, comes):
    held = []
    shopper.page.route("**/looks.js", lambda route: held.append(route))
    shopper.page.goto(desk.url)
    while not held:
        shopper.page.wait_for_timeout(20)
    expect(shopper.launcher).to_have_count(0)
    # Where it never comes there is a chat all the same.
    held[0].continue_() if comes else held[0].abort()
    expect(shopper.launcher).to_be_visible()
    if comes:
        colour = shopper.launcher.evaluate("(one) => getComputedStyle(one).backgroundColor")
        assert colour == "rgb(46, 94, 62)"
    else:
        shopper.page.unroute("**/looks.js")
        shopper.greeted()
