"""How words stand on the screen, and in the files that customers take with them."""

import json

import pytest
from between import Between
from playwright.sync_api import expect


@pytest.fixture
def talk(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    return lambda text: maya.do("say", conversation, text=text)


def test_an_articles_link_shows_its_title_and_where_it_leads(shopper, talk):
    talk("Cancel an order: https://shop.example/help/cancel\nhttps://shop.example/cart")
    link = shopper.log.get_by_role("link", name="Cancel an order")
    expect(link).to_have_attribute("href", "https://shop.example/help/cancel")
    expect(shopper.bubbles("Cancel an order")).to_contain_text("· shop.example")
    expect(shopper.log.get_by_role("link", name="https://shop.example/cart")).to_be_visible()


def test_marks_piled_upon_letters_stay_in_their_bubble(shopper, talk):
    """finding P6"""
    talk("Z" + "\u0351\u0327\u0344\u0323" * 200 + " all right?")
    bubble = shopper.bubbles("all right?")
    expect(bubble).to_be_visible()
    drawn = bubble.evaluate("""(bubble) => {
      const {overflowX, overflowY} = getComputedStyle(bubble);
      const box = bubble.getBoundingClientRect();
      const log = bubble.closest('.log');
      return [overflowX, overflowY, box.height < 200, log.scrollWidth <= log.clientWidth];
    }""")
    assert drawn == ["clip", "clip", True, True]


def test_emoji_are_the_systems(desk, shopper, talk, context):
    fetched = []
    context.on("request", lambda one: fetched.append(one.resource_type))
    talk("Done \U0001f44d\U0001f3fd \U0001f469\u200d\U0001f4bb \U0001f1e9\U0001f1ea")
    expect(shopper.bubbles("\U0001f44d\U0001f3fd \U0001f469\u200d\U0001f4bb")).to_be_visible()
    assert "font" not in fetched and "image" not in fetched
    assert shopper.page.evaluate("document.fonts.size") == 0


def test_nobodys_words_are_said_to_be_in_the_language_of_the_widget(shopper, talk):
    """WCAG 3.1.2: a German widget around words of which nobody has said what language they are."""
    shopper.page.evaluate("Frontdesk.setLocale('de')")
    talk("Bonjour !")
    expect(shopper.bubbles("Bonjour !")).to_have_attribute("lang", "")


def test_what_the_bot_says_is_said_to_be_in_the_language_of_its_flow(desk, shopper, context):
    between = Between(context)
    between.change = lambda frame: (
        {**frame, "lang": "de"} if frame.get("by") == "bot" else frame)
    shopper.visit(desk.url).greeted()
    expect(shopper.log.locator(".bubble").last).to_have_attribute("lang", "de")
    expect(shopper.log.locator(".options")).to_have_attribute("lang", "de")
    # Who says it, and when, is said by the widget.
    expect(shopper.log.locator(".who [lang]")).to_have_count(0)


def test_a_conversation_can_be_had_as_text_and_as_data(desk, shopper, talk):
    page = shopper.page
    talk("**Bold** words")
    shopper.sees("Bold words")

    def taken(name):
        page.get_by_role("button", name="More", exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        return download.value.suggested_filename, download.value.path().read_text()

    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    name, text = taken("Download this conversation")
    assert name == "conversation-1.txt"
    assert text.splitlines()[1] == zone and "Maya Lind: Bold words" in text
    name, text = taken("Download it as data (JSON)")
    assert name == "conversation-1.json"
    told = json.loads(text)
    assert (told["number"], told["zone"]) == (1, zone)
    said = [one for one in told["said"] if one["event"] == "said"]
    assert [one["seq"] for one in said] == sorted(one["seq"] for one in said)
    assert said[-1]["text"] == "**Bold** words" and said[-1]["name"] == "Maya Lind"
    assert {one["by"] for one in said} == {"bot", "customer", "agent"}
    assert all(one["at"].endswith("Z") and one["local"] for one in told["said"])
    assert "taken" in [one["event"] for one in told["said"]]
