"""Words given to the agent's program while the desk is away are on disk at once, and keep their order."""

import asyncio
import json
import os
import pathlib
import subprocess

import pytest

from desk_client import Line
from running_desk import BINARY, PASSWORD, ROOT, eventually


class Program:
    """`frontdesk agent --json`, with a folder of its own for what it keeps."""

    def __init__(self, server, folder, token=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(exist_ok=True)
        environment = {**os.environ, "XDG_STATE_HOME": str(self.folder)}
        words = [BINARY, "agent", server.origin, "--json"]
        if token:
            file = self.folder / "token"
            file.touch(mode=0o600)
            file.write_text(token + "\n")
            environment["FRONTDESK_TOKEN_FILE"] = str(file)
        else:
            words += ["--user", "maya", "--password-stdin", "--forget"]
        self.process = subprocess.Popen(
            words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=environment)
        if not token:
            self.process.stdin.write(PASSWORD + "\n")

    def say(self, text, **where):
        line = {"id": text, "do": "say", **where, "text": text}
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()

    def kept(self, text):
        """Whether the words are on disk."""
        return any(text in file.read_text() for file in self.folder.rglob("*.orders"))

    def kill(self):
        self.process.kill()
        self.process.wait()

    def done(self, text):
        for line in self.process.stdout:
            answer = json.loads(line)
            if answer.get("re") == text:
                return answer
        return None


@pytest.mark.parametrize("by", ["password", "token"])
def test_words_given_before_the_welcome_survive_and_come_in_their_order(server, tmp_path, by):
    """finding: killed before the first welcome they were gone, else they overtook the kept ones."""
    server.add_agent()

    async def begin():
        ana = await Line.open(server)
        await ana.greet_customer()
        conversation, _ = await ana.start()
        await ana.do("say", conversation, text="agent")
        maya = await Line.open(server, origin=None)
        token = (await maya.greet_agent())["token"]
        for _ in range(100):
            taken = await maya.do("take", conversation)
            if taken["type"] == "ack":
                return conversation, token
            # The bot asks one thing or another before a person is looked for.
            await ana.do("say", conversation, text="agent")
            await asyncio.sleep(0.1)
        raise AssertionError(taken)

    conversation, token = asyncio.run(begin())
    number = server.events(conversation)[1]["number"]
    token = token if by == "token" else None
    server.end()

    texts = [f"words {number}" for number in range(9)]
    first = Program(server, tmp_path / "state", token)
    # By the ticket's number and by the conversation's id in turn: the order is the order given.
    ways = [{"number": number}, {"conversation": conversation}]
    for text in texts[:2]:
        first.say(text, conversation=conversation)
    for at, text in enumerate(texts[2:5]):
        first.say(text, **ways[at % 2])
    eventually(lambda: first.kept(texts[4]))
    first.kill()
    second = Program(server, tmp_path / "state", token)
    for text in texts[5:7]:
        second.say(text, number=number)
    eventually(lambda: second.kept(texts[6]))
    second.kill()
    # The third lives to see the desk come back.
    third = Program(server, tmp_path / "state", token)
    third.say(texts[7], conversation=conversation)
    eventually(lambda: third.kept(texts[7]))
    server.start()
    assert third.done(texts[7])["type"] == "done"
    third.say(texts[8], number=number)
    assert third.done(texts[8])["type"] == "done"
    third.kill()
    said = [event.get("text") for event in server.events(conversation).values()]
    assert [text for text in said if text in texts] == texts
