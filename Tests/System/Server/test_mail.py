"""Letters out and in, with real servers: aiosmtpd takes what the desk writes, Dovecot keeps what
customers answer."""

import asyncio
import json
import shutil
import smtplib
import sqlite3
from email.message import EmailMessage

import pytest

from desk_client import Line
from mail_peer import MailPeer
from running_desk import ROOT, eventually, run

pytestmark = pytest.mark.skipif(not shutil.which("dovecot"), reason="needs dovecot-imapd")
ADDRESS = "support@desk.example"


class Post:
    """What stands between a desk and its customers: their server, ours, and the mailbox."""

    def __init__(self, folder):
        self.mailbox = MailPeer("mailbox.py", folder / "box")
        self.theirs = MailPeer("mail-receiver.py", folder / "theirs")
        self.ours = MailPeer(
            "mail-receiver.py", folder / "ours", "--drop", folder / "box/Maildir")
        secret = folder / "mail.secret"
        secret.touch(mode=0o600)
        secret.write_text("secret\n", encoding="ascii")
        self.config = folder / "frontdesk.yaml"
        self.config.write_text(f"""\
connectors:
  - name: letters
    kind: mail
    from: Acme Support <{ADDRESS}>
    smtp: smtp://127.0.0.1:{self.theirs.port}
    imap: imap://127.0.0.1:{self.mailbox.port}
    encryption: off
    user: support
    password_file: {secret}
    look_every: 1s
    quiet: 1s
    take_old: true
""", encoding="utf-8")

    def send(self, letter):
        """By SMTP into the mailbox, as a customer's server would."""
        with smtplib.SMTP("127.0.0.1", self.ours.port) as line:
            line.send_message(letter)

    def kill(self):
        for peer in (self.mailbox, self.theirs, self.ours):
            peer.kill()


@pytest.fixture
def post(tmp_path):
    made = Post(tmp_path)
    yield made
    made.kill()


def answer(to, text, sender="Ana Lind <ana@example.com>"):
    letter = EmailMessage()
    letter["From"] = sender
    letter["To"] = to["Reply-To"]
    letter["Subject"] = "Re: " + to["Subject"]
    letter["Message-ID"] = "<answer-%s@example.com>" % abs(hash(text))
    letter["In-Reply-To"] = to["Message-ID"]
    quoted = to.get_body(("plain",)).get_content().splitlines()
    letter.set_content(
        text + "\n\nOn Mon, 30 Nov 2026 at 09:14, Acme <support@desk.example> wrote:\n"
        + "\n".join("> " + line for line in quoted) + "\n")
    return letter


def conversations(server):
    with sqlite3.connect(f"file:{server.record}?mode=ro", uri=True) as record:
        rows = record.execute("SELECT conversation FROM tickets ORDER BY number").fetchall()
    return [row[0] for row in rows]


def said(server, conversation, author):
    return [event["text"] for event in server.events(conversation).values()
            if event["event"] == "said" and event["by"] == author]


def test_who_left_is_written_to_and_their_answer_lands_once(make_server, post):
    server = make_server(config=post.config)
    server.start()
    server.add_agent()

    async def talk():
        agent = await Line.open(server, origin=None)
        await agent.greet_agent()
        customer = await Line.open(server)
        await customer.greet_customer()
        conversation, _ = await customer.start(name="Ana Lind", email="ana@example.com")
        await customer.do("say", conversation, text="My lamp came broken. Can I talk to a person?")
        await customer.do("say", conversation, text="agent")
        await customer.close()

        async def take():
            return (await agent.do("take", conversation))["type"] == "ack"
        for _ in range(100):
            if await take():
                break
            await asyncio.sleep(0.1)
        ack = await agent.do("say", conversation, text="A new one is on its way.")
        assert ack["type"] == "ack", ack
        return conversation, agent

    async def whole():
        conversation, agent = await talk()
        letters = await asyncio.to_thread(
            eventually, lambda: [letter for letter in post.theirs.letters()
                                 if "on its way" in letter.get_body(("plain",)).get_content()],
            30)
        letter = letters[0]
        assert letter["To"].addresses[0].addr_spec == "ana@example.com"
        assert letter["From"].addresses[0].addr_spec == ADDRESS
        assert letter["Reply-To"].addresses[0].addr_spec.startswith("support+c.")
        assert letter["Message-ID"].endswith("@desk.example>")
        assert letter["Auto-Submitted"] is None
        assert "on its way" in letter.get_body(("html",)).get_content()
        reply = answer(letter, "Thank you, that helps.")
        post.send(reply)
        post.send(reply)

        def landed():
            return "Thank you, that helps." in said(server, conversation, "customer")
        await asyncio.to_thread(eventually, landed, 30)
        post.send(answer(letter, "And one more thing."))
        await asyncio.to_thread(
            eventually,
            lambda: "And one more thing." in said(server, conversation, "customer"), 30)
        await agent.close()
        return conversation

    conversation = asyncio.run(whole())
    words = said(server, conversation, "customer")
    assert words.count("Thank you, that helps.") == 1
    assert not any("wrote:" in text or "on its way" in text for text in words)
    assert server.end() == 0
    assert server.verify()[0] == 0


def test_who_reads_in_silence_gets_no_letter_and_who_left_gets_one(make_server, post):
    config = post.config.read_text(encoding="utf-8").replace("quiet: 1s", "quiet: 5s")
    post.config.write_text(config, encoding="utf-8")
    server = make_server(config=post.config)
    server.start()
    server.add_agent()

    async def begin(name):
        customer = await Line.open(server)
        epoch = (await customer.greet_customer())["epoch"]
        conversation, _ = await customer.start(name=name, email=f"{name}@example.com")
        await customer.do("say", conversation, text="agent")
        await customer.send(type="follow", conversation=conversation, epoch=epoch, after=0)
        await customer.until(type="caught_up")
        return customer, conversation

    async def answer_to(agent, conversation, text):
        for _ in range(100):
            if (await agent.do("take", conversation))["type"] == "ack":
                break
            await asyncio.sleep(0.1)
        ack = await agent.do("say", conversation, text=text)
        assert ack["type"] == "ack", ack
        return ack["seq"]

    async def whole():
        agent = await Line.open(server, origin=None)
        await agent.greet_agent()
        ana, hers = await begin("ana")
        seq = await answer_to(agent, hers, "It is on its way to Ana.")
        await ana.until(type="event", seq=seq)
        await ana.send(type="read", conversation=hers, seq=seq)
        bo, his = await begin("bo")
        await bo.close()
        await answer_to(agent, his, "It is on its way to Bo.")
        await asyncio.to_thread(
            eventually, lambda: "on its way to Bo" in written(post), 40)
        assert "on its way to Ana" not in written(post), "it was on her screen"
        await ana.close()
        await answer_to(agent, hers, "And here is its number.")
        await asyncio.to_thread(eventually, lambda: "here is its number" in written(post), 40)
        assert "on its way to Ana" not in written(post), "only what she has not read"
        await agent.close()

    asyncio.run(whole())


def test_a_letter_is_written_in_the_words_that_were_published(make_server, post, tmp_path):
    flows = tmp_path / "flows"
    shutil.copytree(ROOT / "flows", flows)
    template = flows / "mail/acknowledgement.mail.yaml"

    def change(old, new):
        text = template.read_text(encoding="utf-8")
        assert old in text
        template.write_text(text.replace(old, new), encoding="utf-8")

    def flow(*words):
        return run("flow", *words, "--data", server.data)

    def subject(name):
        letter = EmailMessage()
        letter["From"], letter["To"] = f"{name}@example.com", ADDRESS
        letter["Subject"], letter["Message-ID"] = "A lamp", f"<{name}@example.com>"
        letter.set_content("It hums.\n")
        post.send(letter)
        return eventually(lambda: [
            letter["Subject"] for letter in post.theirs.letters() if name in letter["To"]], 40)[0]

    server = make_server(config=post.config, flows=flows)
    server.start()
    assert subject("ana").startswith("We have your message")
    change("We have your message [", "It has come [")
    server.end()
    server.start()
    assert subject("bo").startswith("We have your message"), "nobody has published the others"
    assert "acknowledgement.mail.yaml: letter changed" in flow("diff", "--flows", flows).stdout
    assert flow("publish").returncode == 0
    assert subject("cy").startswith("It has come")
    change("{{ desk.name }}", "{{ desk.nmae }}")
    refused = flow("publish")
    assert refused.returncode != 0
    assert "acknowledgement.mail.yaml:" in refused.stderr + refused.stdout
    assert subject("di").startswith("It has come"), "what was published last is sent"
    assert flow("rollback").returncode == 0
    assert subject("eve").startswith("We have your message")


def written(post):
    """All words of the letters that answer somebody."""
    return "\n".join(letter.get_body(("plain",)).get_content() for letter in post.theirs.letters()
                     if letter["Auto-Submitted"] is None)


def test_a_letter_begins_a_ticket_that_is_acknowledged_answered_and_not_doubled_by_a_kill(
    make_server, post
):
    server = make_server(config=post.config)
    server.start()
    server.add_agent()
    letter = EmailMessage()
    letter["From"] = "Bo Ek <bo@example.com>"
    letter["To"] = ADDRESS
    letter["Subject"] = "Where is order 7781?"
    letter["Message-ID"] = "<first@example.com>"
    letter.set_content("It should have come on Friday.\n\n-- \nBo\n")
    post.send(letter)
    eventually(lambda: conversations(server), 30)
    server.kill()
    server.start()
    acknowledged = eventually(lambda: post.theirs.letters(), 30)[0]
    assert acknowledged["Auto-Submitted"] == "auto-replied"
    assert acknowledged["In-Reply-To"] == "<first@example.com>"
    (conversation,) = conversations(server)

    async def answered():
        agent = await Line.open(server, origin=None)
        await agent.greet_agent()
        ack = await agent.do("take", conversation)
        assert ack["type"] == "ack", ack
        ack = await agent.do("say", conversation, text="It left our depot today.")
        assert ack["type"] == "ack", ack
        await agent.close()

    asyncio.run(answered())

    def written():
        return [one for one in post.theirs.letters()
                if "left our depot" in one.get_body(("plain",)).get_content()]
    eventually(written, 30)
    assert "<first@example.com>" in written()[0]["References"]
    assert len(conversations(server)) == 1 and len(written()) == 1
    shown = run("mail", "preview", "answer", "--conversation", "1", "--config", post.config,
                "--data", server.data)
    assert "left our depot" in shown.stdout and "Where is order 7781?" in shown.stdout
    first = said(server, conversation, "customer")
    assert first == ["Where is order 7781?\n\nIt should have come on Friday."]


def test_the_commands_say_what_is_wrong_and_what_was_put_aside(make_server, post, tmp_path):
    server = make_server(config=post.config)
    server.start()
    data = ["--config", post.config, "--data", server.data]
    done = run("mail", "check", *data)
    assert done.returncode == 0 and done.stdout.count("ok ") == 2, done.stdout
    letter = EmailMessage()
    letter["From"] = "eve@example.com"
    letter["Subject"] = "Cheap watches"
    letter["Message-ID"] = "<spam@example.com>"
    letter["X-Spam-Flag"] = "YES"
    letter["To"] = ADDRESS
    letter.set_content("Buy!\n")
    post.send(letter)

    def aside():
        return run("mail", "quarantine", "list", "--json", *data).stdout
    entry = json.loads(eventually(aside, 30).splitlines()[0])
    assert entry["from"] == "eve@example.com" and "spam" in entry["why"]
    assert "Cheap watches" in run("mail", "quarantine", "show", entry["id"], *data).stdout
    assert run("mail", "quarantine", "release", entry["id"], *data).returncode == 0
    eventually(lambda: conversations(server), 30)
    eventually(lambda: not aside(), 30)
    assert run("mail", "quarantine", "drop", "abcd", *data).returncode == 1
    post.mailbox.kill()
    post.theirs.kill()
    # Dovecot ends a moment after whoever started it.
    failed = eventually(
        lambda: (done := run("mail", "check", *data)).stdout.count("no connection") == 2 and done, 30)
    assert failed.returncode == 69, failed.stdout


@pytest.mark.parametrize("language,words", [("en", "We have your message"), ("de", "Nachricht")])
def test_a_letter_can_be_looked_at_before_it_is_sent(language, words):
    shown = run("mail", "preview", "acknowledgement", "--language", language)
    assert shown.returncode == 0 and words in shown.stdout, shown.stderr
    page = run("mail", "preview", "acknowledgement", "--language", language, "--html").stdout
    assert page.startswith("<!DOCTYPE html>") and "<p>" in page
    assert run("mail", "preview", "nonsense").returncode == 64
