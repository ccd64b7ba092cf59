"""The widget and a real desk, word for word: hours, faces, greetings, reading, the languages of the bot."""

import pytest
from desk import Desk
from playwright.sync_api import expect


@pytest.fixture
def desk(tmp_path, host):
    desk = Desk(tmp_path, host.origin)
    (tmp_path / "frontdesk.yaml").write_text(f"""
sites:
  demo:
    origins: [self, "{host.origin}"]
    greetings:
      - {{name: cart, page: "/cart*", after: 300ms, once: day, words: {{en: Questions about your order?}}}}
""")
    desk.start()
    yield desk
    desk.stop()


def test_both_sides_see_how_far_the_other_has_read(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    maya.follow(conversation)
    shopper.sees("Maya Lind joined")
    shopper.say("Is anybody there?")
    mark = shopper.log.locator(".mark")
    expect(mark).to_have_text(" · Sent")
    seq = int(shopper.log.locator(".row.customer").last.get_attribute("data-seq"))
    maya.send(type="read", conversation=conversation, seq=seq)
    expect(mark).to_have_text(" · Seen")
    said = maya.do("say", conversation, text="I am")["seq"]
    read = maya.until(lambda one: one["type"] == "read" and one["seq"] >= said)
    assert read["by"] == "customer" and read["conversation"] == conversation
    # A page that comes later is told, too.
    shopper.say("Good")
    expect(mark).to_have_text(" · Sent")
    maya.send(type="read", conversation=conversation, seq=said + 1)
    expect(mark).to_have_text(" · Seen")
    shopper.page.reload()
    expect(mark).to_have_text(" · Seen")


def test_a_chat_begins_with_how_the_desk_stands(desk, shopper):
    shopper.visit(desk.url).greeted()
    welcome = shopper.log.locator(".welcome")
    expect(welcome.locator(".reception")).to_contain_text("We are open now")
    expect(welcome).to_contain_text("Nobody is free right now.")
    with desk.agent():
        expect(welcome.get_by_role("img", name="Here now: Maya Lind")).to_be_visible()
        expect(welcome).not_to_contain_text("Nobody is free right now.")
    expect(welcome).to_contain_text("Nobody is free right now.")


def test_the_bots_words_are_marked_with_their_language(desk, shopper):
    shopper.visit(desk.url).greeted()
    expect(shopper.log.locator(".bubble").last).to_have_attribute("lang", "en")


def test_the_sites_greeting_is_said_on_its_page(desk, host, shopper):
    tag = f'<script async data-site="demo" src="{desk.url}v1/chat.js"></script>'
    page = f'<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1>{tag}'
    bubble = shopper.page.locator("frontdesk-chat .teaser")
    shopper.visit(host.put("/cart/pay", page))
    expect(bubble).to_contain_text("Questions about your order?")
    shopper.visit(host.put("/", page))
    shopper.page.wait_for_timeout(1500)
    expect(bubble).to_have_count(0)
