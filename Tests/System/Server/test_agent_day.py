"""A new agent's first day at 80x24, by docs/agents.md alone, over a line of 300 ms."""

import asyncio
import contextlib
import os
import re
import signal
import threading
import time

import pytest
import websockets

from agents_terminal import AgentsTerminal
from desk_client import Line
from running_desk import PASSWORD
from slow_line import SlowLine

DESK = """
hours: { mon-sun: ["00:00-24:00"] }
agent_capacity: 10
queues:
  general: { title: General, escalates_to: leads }
  orders: { title: Orders }
  billing: { title: Billing }
  technical: { title: Technical }
  leads: { title: Leads }
"""


class Crowd:
    """Customers and colleagues, on a thread of their own; each call waits for what it asks."""

    def __init__(self, server):
        self.server = server
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        self.heard = {}

    def wait(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def customer(self, name, words):
        async def begin():
            line = await Line.open(self.server)
            await line.greet_customer()
            conversation, _ = await line.start(name=name, email=f"{name.lower()}@example.com")
            for text in [words, "agent"]:
                assert (await line.do("say", conversation, text=text))["type"] == "ack"
            await line.send(type="follow", conversation=conversation, epoch=self.server_epoch,
                            after=0)
            self.heard[name] = []
            asyncio.create_task(self._listen(line, name))
            return line, conversation

        return self.wait(begin())

    def colleague(self, login):
        async def begin():
            line = await Line.open(self.server, origin=None)
            welcome = await line.greet_agent(login)
            await line.send(type="watch")
            self.server_epoch = welcome["epoch"]
            asyncio.create_task(self._listen(line, login))
            return line

        self.heard[login] = []
        return self.wait(begin())

    async def _listen(self, line, name):
        with contextlib.suppress(websockets.ConnectionClosed):  # The day is over.
            while True:
                self.heard[name].append(await line.hear(3600))

    def agents_words(self, name):
        return [frame["text"] for frame in self.heard[name]
                if frame.get("event") == "said" and frame.get("by") == "agent"]

    def until(self, name, text):
        end = time.monotonic() + 60
        while not any(text in words for words in self.agents_words(name)):
            assert time.monotonic() < end, f"{name} never heard {text!r}: {self.agents_words(name)}"
            time.sleep(0.05)


@pytest.fixture
def day(make_server, tmp_path):
    (tmp_path / "desk.yaml").write_text(DESK)
    config = tmp_path / "frontdesk.yaml"
    config.write_text("folders: { flows: flows, web: web-static }\n")
    server = make_server(config=config).start()
    server.add_agent("maya")
    server.add_agent("kim")
    line = SlowLine(server.port)
    screen = AgentsTerminal(f"day-{server.port}", tmp_path, f"{line.origin} --user maya")
    crowd = Crowd(server)
    crowd.colleague("kim")
    screen.shows("[Pp]assword")
    screen.run("send-keys", "-l", PASSWORD)
    screen.press("Enter")
    screen.shows("online")
    yield server, line, screen, crowd
    screen.close()
    line.stop()


def take_next(screen, name):
    screen.press("M-n")
    screen.shows(rf"─ [?]{name} · yours")


def say(screen, crowd, name, text):
    screen.enter(text)
    crowd.until(name, text)


def test_a_first_day_by_the_guide_alone(day):
    server, line, screen, crowd = day
    for name, words in [("Ana", "My parcel is late"), ("Bo", "I was charged twice"),
                        ("Cleo", "Where is my invoice from September?")]:
        crowd.customer(name, words)
        screen.shows(name)

    # Three conversations at once, the urgent first; each word reaches the one it is for.
    for name in ["Bo", "Cleo", "Ana"]:
        take_next(screen, name)
        say(screen, crowd, name, f"Hello {name}, this is Maya.")
    screen.press("M-1")
    screen.shows("─ [?]Bo · yours")
    screen.press("M-3")
    screen.shows("─ [?]Ana · yours")
    say(screen, crowd, "Ana", "One moment, Ana, I look it up.")
    assert [len(crowd.agents_words(name)) for name in ["Ana", "Bo", "Cleo"]] == [2, 1, 1]

    # Taken back before it leaves.
    screen.enter("this was not meant for you")
    screen.shows("leaves in")
    screen.press("M-z")
    screen.shows("> ?this was not meant")
    screen.press("C-c")
    screen.hides("> ?this was not meant")

    # An article, read and put in.
    screen.press("M-k")
    screen.shows("─ Articles")
    screen.type("late parcel")
    screen.shows("Enter")
    time.sleep(1)
    screen.press("Enter")
    screen.hides("─ Articles")
    screen.press("Enter")
    end = time.monotonic() + 60
    while len(crowd.agents_words("Ana")) < 3:
        assert time.monotonic() < end, screen.screen
        time.sleep(0.05)

    # A note that no customer sees.
    screen.press("C-n")
    screen.shows("note")
    screen.enter("the depot says customs")
    screen.shows("the depot says customs")
    assert not any("customs" in words for words in crowd.agents_words("Ana")[3:])
    screen.shows("reply to Ana")

    # Search for what was said.
    screen.press("M-/")
    screen.type("invoice from September")
    screen.shows("Cleo|#\\d+")
    time.sleep(1)
    screen.press("Enter")
    screen.shows("─ [?]Cleo · ")
    screen.press("M-1")
    screen.shows("─ [?]Bo · yours")

    # A transfer, a hold, an escalation.
    screen.enter("/transfer @kim knows refunds")
    screen.shows("with Kim|kim")
    screen.press("M-2")
    screen.shows("─ [?]Cleo · yours")
    screen.enter("/hold 2h the books are closed")
    screen.shows("hold|held|set aside|wakes")
    screen.press("M-3")
    screen.shows("─ [?]Ana · yours")
    screen.enter("/escalate #leads above my limit")
    screen.shows("escalated|handed|#leads|leads")

    # Lunch, and the end of the shift.
    screen.enter("/status away")
    screen.shows("away")
    screen.enter("/status online")
    screen.shows("online")
    screen.press("M-2")
    screen.shows("─ [?]Cleo · yours")
    screen.enter("/release my shift ends")
    screen.shows("gave this back", patience=15)
    screen.type("/quit")
    screen.press("Enter")
    screen.shows("ENDED 0")
    assert server.verify()[0] == 0


def test_a_shift_ends_with_several_conversations_and_each_is_handed_over(day):
    server, _, screen, crowd = day
    for name, words in [("Ana", "My parcel is late"), ("Bo", "My lamp is broken"),
                        ("Cleo", "I want my money back")]:
        crowd.customer(name, words)
        screen.shows(name)
    names = []
    for _ in range(3):
        screen.press("M-n")
        left = "|".join(name for name in ["Ana", "Bo", "Cleo"] if name not in names)
        names.append(screen.shows(rf"─ [?]?({left}) · yours")[1])
        say(screen, crowd, names[-1], f"Hello {names[-1]}.")
    assert sorted(names) == ["Ana", "Bo", "Cleo"]
    for place, name in enumerate(names, 1):
        screen.press(f"M-{place}")
        screen.shows(rf"─ [?]?{name} · yours")
        screen.enter(f"/transfer @kim {name} was told it comes on Monday")
        screen.shows("with Kim|kim")
    screen.type("/quit")
    screen.press("Enter")
    screen.shows("ENDED 0")
    handed = [frame for frame in crowd.heard["kim"] if frame.get("type") == "summary"]
    owners = {frame["customer_name"]: frame.get("agent") for frame in handed
              if frame.get("customer_name")}
    assert owners == {"Ana": "kim", "Bo": "kim", "Cleo": "kim"}, owners
    for name in names:
        assert any("Kim" in str(frame) for frame in crowd.heard[name]
                   if frame.get("event") == "transferred"), name
    assert server.verify()[0] == 0


def test_the_network_goes_in_mid_sentence_and_nothing_is_lost_or_doubled(day):
    _, line, screen, crowd = day
    crowd.customer("Ana", "My parcel is late")
    screen.shows("Ana")
    take_next(screen, "Ana")
    say(screen, crowd, "Ana", "Hello Ana.")
    screen.type("Your parcel is in cus")
    began = time.monotonic()
    line.swallows = True
    screen.shows("checking the line|offline|trying", patience=12)
    assert time.monotonic() - began < 12, "a dead line is noticed within ten seconds"
    screen.type("toms, I will ask")
    screen.press("Enter")
    screen.shows("Your parcel is in customs, I will ask")
    line.swallows = False
    line.cut()
    screen.press("M-r")
    crowd.until("Ana", "Your parcel is in customs, I will ask")
    screen.hides("offline")
    assert crowd.agents_words("Ana").count("Your parcel is in customs, I will ask") == 1


def test_a_server_that_stands_still_is_noticed_within_ten_seconds(day):
    server, _, screen, _ = day
    os.kill(server.process.pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        screen.shows("checking the line|offline|trying", patience=12)
        assert not re.search(r" online ", screen.screen.splitlines()[0])
        assert time.monotonic() - began < 12
    finally:
        os.kill(server.process.pid, signal.SIGCONT)
    screen.shows("online")
