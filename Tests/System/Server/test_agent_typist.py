"""Somebody types by chance at a real terminal, on a real line of 300 ms, to a real desk.

No word may reach another customer than the one whose name stood over the input when it was begun.
The same with a desk on paper, ten thousand times over, is in TypistTests.swift.
"""

import asyncio
import os
import random
import re
import time

from agents_terminal import AgentsTerminal
from desk_client import Line
from running_desk import PASSWORD, eventually
from slow_line import SlowLine

NAMES = ["Ana", "Bo", "Cleo", "Dora"]
KEYS = ["M-n", "M-n", "M-a", "M-1", "M-2", "M-3", "M-4", "Tab", "BTab", "Down", "Up", "PPage", "Escape",
        "M-z", "M-<"]
WORDS = ["thanks", "just", "great", "kind", "Hello", "tell me", "good", "kk"]
SPAN = 15  # Seconds: what chance finds in minutes the test on paper finds as well.


async def come(server):
    conversations = {}
    for name in NAMES:
        line = await Line.open(server)
        await line.greet_customer()
        conversation, _ = await line.start(name=name, email=f"{name.lower()}@example.com")
        for text in ["my parcel is late", "agent"]:
            assert (await line.do("say", conversation, text=text))["type"] == "ack"
        conversations[name] = conversation
    return conversations


class Typist:
    def __init__(self, screen, chance):
        self.screen, self.chance, self.count = screen, chance, 0

    def act(self):
        if self.chance.random() < 0.5:
            return self.screen.press(self.chance.choice(KEYS))
        self.write()

    def write(self):
        """Two letters, then a look at whom they are for, then the rest and Enter."""
        word = self.chance.choice(WORDS)
        self.screen.run("send-keys", "-l", word[:2])
        end = time.monotonic() + 2
        while not re.search(rf"[>#] {word[:2]}\s", shown := self.screen.screen):
            if time.monotonic() > end:  # It went to the list, or something lies over the panes.
                self.screen.press("Escape")
                time.sleep(0.2)  # What comes sooner is one key with Alt.
                return self.screen.press("C-u")
        label = re.search(r"reply to (\w+)", shown)
        if not label:
            return self.screen.press("C-u")
        self.count += 1
        self.screen.run("send-keys", "-l", f"{word[2:]} <{label[1]}{self.count}>")
        # An Enter that comes at once is taken for part of a paste.
        time.sleep(0.05)
        self.screen.press("Enter")
        time.sleep(self.chance.random() * 0.3)


def test_no_word_reaches_another_customer_over_a_slow_line(make_server, tmp_path):
    seed = int(os.environ.get("SEED", random.randrange(1 << 32)))
    print(f"SEED={seed}")
    config = tmp_path / "frontdesk.yaml"
    (tmp_path / "desk.yaml").write_text(
        "hours: { mon-sun: [\"00:00-24:00\"] }\nagent_capacity: 10\nqueues:\n"
        + "".join(f"  {name}: {{ title: {name} }}\n"
                  for name in ["general", "orders", "billing", "technical"]))
    config.write_text("folders: { flows: flows, web: web-static }\n")
    server = make_server(config=config).start()
    server.add_agent("maya")
    line = SlowLine(server.port)
    screen = AgentsTerminal(f"typist-{server.port}", tmp_path, f"{line.origin} --user maya", columns=100,
                            FRONTDESK_AGENT_UNDO_SEND=0)
    try:
        screen.shows("[Pp]assword")
        screen.run("send-keys", "-l", PASSWORD)
        screen.press("Enter")
        screen.shows("online")
        conversations = asyncio.run(come(server))
        screen.shows(r"QUEUE \d")
        typist = Typist(screen, random.Random(seed))
        end = time.monotonic() + SPAN
        while (left := end - time.monotonic()) > 0 or typist.count < 3 and left > -SPAN:
            typist.act()

        def said():
            return {name: [event["text"] for event in server.events(conversation).values()
                           if event.get("event") == "said" and event.get("by") == "agent"]
                    for name, conversation in conversations.items()}

        eventually(lambda: sum(map(len, said().values())) >= 3, patience=30)
        for name, texts in said().items():
            for text in texts:
                marks = re.findall(r"<(\w+?)\d+>", text)
                assert marks and set(marks) == {name}, f"SEED={seed}: {name} got {text!r}"
    finally:
        screen.close()
        line.stop()
