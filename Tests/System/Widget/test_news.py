"""What a page is told of a conversation: all that happens while it stands, once, and nothing else."""

import pytest
from dead_line import DeadLine

WATCH = """() => {
  window.told = [];
  (window.Frontdesk ||= []).push(...['message:sent', 'message:received'].map(
    (name) => ['on', name, ({text}) => told.push(`${name} ${text.slice(0, 12)}`)]));
}"""


def told(shopper, words):
    shopper.until("(words) => told.filter((one) => one.includes(words)).length > 0", words)
    return shopper.page.evaluate("told")


def test_the_first_words_of_both_sides_are_told(desk, shopper):
    shopper.visit(desk.url)
    shopper.page.evaluate(WATCH)
    shopper.page.evaluate("Frontdesk.send('Hello?')")
    everything = told(shopper, "received Sorry")
    assert everything[:2] == ["message:received Hello there!", "message:received What is it a"]
    assert everything.count("message:sent Hello?") == 1


def test_what_was_said_before_the_page_was_loaded_is_told_to_nobody_again(desk, shopper):
    shopper.visit(desk.url).greeted().choose("An order or delivery").sees("What is the order")
    shopper.page.reload()
    shopper.page.evaluate(WATCH)
    shopper.sees("What is the order number?").say("Where is it?")
    everything = told(shopper, "received “Where")
    assert everything[0] == "message:sent Where is it?" and len(everything) == 2


def test_who_begins_anew_is_told_of_the_new_talk_too(desk, shopper, maya):
    shopper.visit(desk.url).to_the_queue()
    maya.do("resolve", maya.take())
    shopper.sees("marked this as resolved")
    shopper.page.evaluate(WATCH)
    shopper.panel.get_by_role("button", name="Start a new conversation").click()
    assert told(shopper, "received What is it a").count("message:received Hello there!") == 1


@pytest.fixture
def line(desk):
    line = DeadLine(desk.port)
    desk.config.write_text(desk.config.read_text().replace("self,", f'self, "{line.origin}",'))
    desk.stop()
    desk.start()
    yield line
    line.stop()


def test_what_was_missed_by_a_cut_is_told_once(line, shopper, maya):
    shopper.visit(line.origin + "/").to_the_queue()
    conversation = maya.take()
    shopper.sees("Maya Lind joined")
    shopper.page.evaluate(WATCH)
    line.die()
    maya.do("say", conversation, text="First, in the cut")
    maya.do("say", conversation, text="Second, in the cut")
    shopper.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    shopper.sees("Second, in the cut")
    maya.do("say", conversation, text="Third, after it")
    assert told(shopper, "Third") == [
        "message:received First, in th", "message:received Second, in t",
        "message:received Third, after"]
