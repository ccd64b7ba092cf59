"""A customer and the desk, from the greeting to the rating."""

import re

from playwright.sync_api import expect
from shopper import Shopper


def test_nothing_is_asked_of_the_desk_before_the_customer_opens_the_chat(desk, shopper):
    sockets = []
    shopper.page.on("websocket", lambda socket: sockets.append(socket))
    shopper.visit(desk.url)
    shopper.page.evaluate("Frontdesk.status()")
    assert sockets == []
    shopper.greeted()
    assert len(sockets) == 1


def test_the_bot_greets_and_offers_its_menu_as_buttons(desk, shopper):
    shopper.visit(desk.url).greeted()
    shopper.sees("I'm Acme's assistant")
    labels = shopper.log.locator(".option").all_inner_texts()
    assert len(labels) == 4 and "Something else" in labels


def test_a_press_answers_once_and_leaves_no_old_buttons(desk, shopper):
    shopper.visit(desk.url).greeted().choose("An order or delivery")
    shopper.sees("What is the order number?")
    expect(shopper.bubbles("An order or delivery")).to_have_count(1)
    expect(shopper.log.get_by_role("button", name="Something else", exact=True)).to_have_count(0)
    expect(shopper.option("I don't have it")).to_be_enabled()


def test_articles_are_offered_read_in_place_and_judged(desk, shopper):
    shopper.visit(desk.url).greeted().choose("An order or delivery")
    shopper.choose("I don't have it").sees("what happened")
    shopper.say("My parcel is late and the tracking does not move")
    shopper.sees("Did that solve it?")
    cards = shopper.log.locator(".card")
    assert cards.count() >= 1
    more = cards.first.get_by_role("button")
    expect(more).to_have_attribute("aria-expanded", "false")
    before = cards.first.inner_text()
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    assert len(cards.first.inner_text()) > len(before)
    assert cards.first.locator("li").count() > 0
    more.click()
    expect(more).to_have_attribute("aria-expanded", "false")
    shopper.choose("Yes")
    shopper.sees("Marked as resolved")


def test_a_form_is_checked_before_it_is_sent_and_its_answer_shown(desk, shopper):
    shopper.visit(desk.url).greeted().say("agent")
    email = shopper.page.get_by_label("Your e-mail address")
    expect(email).to_be_visible()
    send = shopper.log.get_by_role("button", name="Send", exact=True)
    send.click()
    expect(email).to_be_focused()
    expect(email).to_have_attribute("aria-invalid", "true")
    email.fill("not an address")
    expect(shopper.log.get_by_text("does not look like an e-mail")).to_be_visible()
    email.fill("ana@example.com")
    shopper.page.get_by_label("What happened").fill("The lid of my kettle broke")
    send.click()
    shopper.sees("Your e-mail address: ana@example.com")
    expect(send).to_be_hidden()


def test_nobody_free_ends_in_a_ticket_with_a_number_and_a_time(desk, shopper):
    shopper.visit(desk.url).to_the_queue()
    ticket = shopper.log.locator(".ticket")
    expect(ticket).to_contain_text(re.compile(r"Ticket #\d+"))
    expect(ticket).to_contain_text("We will reply by")


def test_a_person_takes_over_talks_both_ways_and_is_rated(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    status = shopper.panel.get_by_role("status")
    expect(status.filter(has_text="You are next in line")).to_be_visible()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    expect(shopper.panel.get_by_role("heading", name="Maya Lind")).to_be_visible()
    maya.follow(conversation)
    maya.typing(conversation)
    expect(status.filter(has_text="Maya Lind is typing")).to_be_visible()
    maya.do("say", conversation, text="Hello, this is **Maya**.")
    shopper.sees("Hello, this is Maya.")
    expect(status.filter(has_text="is typing")).to_have_count(0)

    # As slowly as people type: signs of it are sent every few seconds only.
    shopper.input.press_sequentially("Good to", delay=500)
    maya.until(lambda frame: frame["type"] == "typing" and frame["by"] == "customer")
    shopper.say("Good to meet you")
    maya.until(lambda frame: frame.get("text") == "Good to meet you")

    maya.do("resolve", conversation)
    shopper.sees("Maya Lind marked this as resolved")
    shopper.sees("How happy are you with the help you got?")
    shopper.option("4 - Happy").click()
    shopper.sees("anything we could do better?")
    expect(shopper.panel.get_by_role("group", name="How was our help?")).to_have_count(0)
    shopper.say("Quick and kind")
    shopper.sees("Thanks for your time!")


def test_words_after_the_end_reopen_the_conversation(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    maya.do("resolve", maya.take())
    shopper.sees("Maya Lind marked this as resolved")
    shopper.say("It happened again")
    shopper.sees("The conversation was reopened")


def test_a_new_conversation_starts_empty_after_the_old_one(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    maya.do("resolve", maya.take())
    shopper.panel.get_by_role("button", name="Start a new conversation").click()
    expect(shopper.bubbles("quokka")).to_have_count(0)
    expect(shopper.option("An order or delivery")).to_be_enabled()


def test_an_agent_who_vanishes_is_explained(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    maya.do("release", conversation)
    shopper.sees("You keep your place")
    expect(shopper.panel.get_by_role("status").filter(has_text="in line")).to_be_visible()


def test_messages_while_the_chat_is_closed_are_counted(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    shopper.page.keyboard.press("Escape")
    maya.do("say", conversation, text="Are you there?")
    expect(shopper.launcher).to_have_accessible_name("Open chat, 1 new message")
    shopper.open().sees("Are you there?")
    shopper.page.keyboard.press("Escape")
    expect(shopper.launcher).to_have_accessible_name("Open chat")


def test_chatwoot_2479_bot_and_card_tell_one_moment_by_the_visitors_clock(desk, browser):
    context = browser.new_context(locale="en-GB", timezone_id="Pacific/Auckland")
    context.set_default_timeout(30_000)
    shopper = Shopper(context.new_page())
    shopper.visit(desk.url).to_the_queue().sees("Saved as ticket")
    said = shopper.bubbles("Saved as ticket").inner_text()
    card = shopper.log.locator(".ticket b").inner_text()
    # A browser may write 0:42 where the bot writes 00:42.
    clock = re.compile(r"\b0?([0-9]{1,2}:[0-9]{2})")
    assert clock.search(said)[1] == clock.search(card)[1], (said, card)
    assert "(" not in said, "their own clock needs no name"
    promised = shopper.page.evaluate("Frontdesk.status()")
    assert promised["stage"] == "promised"
    context.close()


def test_a_promise_that_went_by_is_called_late(desk, shopper):
    shopper.page.clock.install()
    shopper.visit(desk.url).to_the_queue().sees("Saved as ticket")
    expect(shopper.log.locator(".ticket b")).to_contain_text("We will reply by")
    shopper.page.clock.fast_forward("30:00:00")
    expect(shopper.log.locator(".ticket b")).to_contain_text("We are late")
    expect(shopper.panel.locator(".sub")).to_contain_text("our reply is late")


def test_freescout_3049_thanks_after_the_end_open_nothing_and_the_rating_counts(
    desk, shopper, maya
):
    shopper.visit(desk.url).to_the_queue()
    maya.do("resolve", maya.take())
    shopper.sees("How happy are you with the help you got?")
    shopper.say("Perfect, thank you!").sees("You're welcome!")
    expect(shopper.panel.locator(".sub")).to_contain_text("resolved")
    shopper.choose("5 - Very happy").sees("Thank you for your rating")
    assert shopper.page.evaluate("Frontdesk.status()")["stage"] == "resolved"


def test_the_conversation_can_be_downloaded_as_text(desk, shopper):
    shopper.visit(desk.url).greeted().choose("An order or delivery").sees(
        "What is the order number?"
    )
    shopper.page.get_by_role("button", name="More", exact=True).click()
    with shopper.page.expect_download() as download:
        shopper.page.get_by_role("button", name="Download this conversation").click()
    text = download.value.path().read_text()
    assert "You: An order or delivery" in text and "Assistant: What is the order number?" in text


def test_too_long_a_text_is_not_sent_and_says_so(desk, shopper):
    shopper.visit(desk.url).greeted()
    shopper.input.fill("x" * 4001)
    expect(shopper.panel.get_by_text("4001 of 4000 characters")).to_be_visible()
    shopper.input.press("Enter")
    expect(shopper.input).to_have_value("x" * 4001)
    shopper.input.fill("short enough")
    expect(shopper.panel.get_by_text("characters")).to_have_count(0)


def test_enter_that_ends_a_composition_does_not_send(desk, shopper):
    shopper.visit(desk.url).greeted()
    shopper.input.fill("日本")
    composing = {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True}
    shopper.input.dispatch_event("keydown", composing)
    expect(shopper.input).to_have_value("日本")
    shopper.input.press("Shift+Enter")
    expect(shopper.input).to_have_value("日本\n")
    shopper.input.press("Enter")
    expect(shopper.bubbles("日本")).to_have_count(1)


def test_the_widget_speaks_french_on_a_french_page(desk, host, shopper):
    url = host.put(
        "/", f'<!doctype html><html lang="fr"><title>Boutique</title><script async data-site="demo"'
        f' src="{desk.url}v1/chat.js"></script>'
    )  # fmt: skip
    shopper.visit(url)
    expect(shopper.launcher).to_have_accessible_name("Ouvrir la discussion")
    shopper.launcher.click()
    expect(shopper.page.get_by_label("Votre message")).to_be_focused()


def test_who_is_handed_up_is_told_of_a_colleague_and_nothing_newer(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    maya.do("escalate", conversation, queue="billing", reason="needs a refund", stay=True)
    shopper.sees("You are passed on to a colleague")
    expect(shopper.log.get_by_text("something newer")).to_have_count(0)


def test_what_is_closed_is_over_and_words_begin_anew(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    conversation = maya.take()
    maya.do("say", conversation, text="Hello, this is Maya.")
    shopper.sees("Hello, this is Maya.")
    maya.do("resolve", conversation)
    maya.do("close", conversation)
    shopper.sees("marked this as resolved")
    shopper.say("and one more thing")
    shopper.sees("I'm Acme's assistant")
    expect(shopper.bubbles("and one more thing")).to_have_count(1)
