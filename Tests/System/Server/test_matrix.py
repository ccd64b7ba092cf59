"""Matrix: a real homeserver, people who write to @support there, an agent who answers here."""

import asyncio
import hashlib
import os
import stat

import pytest

from channel_flow import make_flows
from desk_client import Line
from file_sending import png
from matrix_homeserver import Homeserver, MatrixPerson
from running_desk import eventually, free_port, run

SUPPORT = "@support:test.example"


@pytest.fixture
def place(make_server, tmp_path):
    """A desk and a homeserver that know each other."""
    port = free_port()
    config = tmp_path / "frontdesk.yaml"
    config.write_text(
        "connectors:\n"
        f"  - {{ name: matrix, kind: matrix, homeserver: 'http://127.0.0.1:{port}',"
        f" server_name: test.example, token_file: '{tmp_path}/as.token',"
        f" homeserver_token_file: '{tmp_path}/hs.token', display_name: Test support,"
        " allow_private: true, timeout: 5s }\n"
        "files: { enabled: true }\n", encoding="utf-8")
    server = make_server(config=config, flows=make_flows(tmp_path))
    registration = tmp_path / "registration.yaml"
    done = run("channel", "matrix", "registration", "matrix", "--config", config,
               "--output", registration, "--url", server.origin)
    assert done.returncode == 0, done.stderr
    for file in (registration, tmp_path / "as.token", tmp_path / "hs.token"):
        assert stat.S_IMODE(os.stat(file).st_mode) == 0o600
    server.start()
    server.add_agent()
    homeserver = Homeserver(tmp_path / "synapse", registration, port).start()
    yield server, homeserver, config
    homeserver.stop()


async def answer(server, text):
    """Maya takes what waits, as soon as it does, and answers; the conversation's id."""
    line = await Line.open(server, origin=None)
    await line.greet_agent()
    await line.send(type="watch")
    async with asyncio.timeout(40):
        while True:
            frame = await line.hear(40)
            # Where nobody was there when they asked, they were promised an answer.
            if frame["type"] == "summary" and frame["stage"] in ("waiting", "promised"):
                break
    conversation = frame["conversation"]
    assert (await line.do("take", conversation))["type"] == "ack"
    assert (await line.do("say", conversation, text=text))["type"] == "ack"
    await line.close()
    return conversation


def test_a_customer_of_matrix_is_greeted_chooses_by_number_and_is_answered_by_a_person(place):
    server, homeserver, config = place
    ana = MatrixPerson(homeserver, "ana")
    ana.begin(SUPPORT)
    eventually(lambda: SUPPORT in ana.members(), 30, 0.2)
    ana.say("hello")
    ana.waits_for("1. A parcel\n2. A bill")
    assert len(ana.texts()) == 2, "a greeting before the question is no wrong answer to it"
    text, event = next(each for each in ana.heard() if "Welcome" in each[0])
    assert text == "Welcome to the desk." and "<strong>desk</strong>" in event["content"]["formatted_body"]
    assert ana.members()[SUPPORT]["display_name"] == "Test support"
    ana.say("1")
    ana.waits_for("Did that help?")
    assert "It is on its way." in ana.texts()
    ana.say("a human please")
    conversation = asyncio.run(answer(server, "Hello Ana, this is Maya"))
    ana.waits_for("this is Maya")
    assert "Maya joined" in ana.texts()
    said = ana.say("Thank you")
    ana.say("* Thanks", **{
        "m.new_content": {"msgtype": "m.text", "body": "Thanks"},
        "m.relates_to": {"rel_type": "m.replace", "event_id": said}})
    ana.ask("PUT", ana.path(f"redact/{said}/r1"), {})
    eventually(lambda: "took back a message" in str(server.events(conversation)), 30, 0.2)
    words = str(server.events(conversation))
    assert "Thank you" in words and "✎ Thanks" in words
    texts = ana.texts()
    assert len(texts) == len(set(texts)), "nothing is said twice"
    found = run("channel", "check", "matrix", "--config", config)
    assert found.returncode == 0, found.stderr
    assert "reaches the desk" in found.stdout
    # The homeserver came after the desk, which looks once a minute how it is.
    eventually(lambda: "matrix  matrix  well" in run(
        "channel", "list", "--config", config, "--data", server.data).stdout, 90, 1)


def test_nothing_is_lost_or_said_twice_when_either_side_is_started_anew(place):
    server, homeserver, _ = place
    ana = MatrixPerson(homeserver, "ana")
    ana.begin(SUPPORT)
    ana.say("a human please")
    conversation = asyncio.run(answer(server, "one"))
    ana.waits_for("one")
    # The desk is away: the homeserver keeps what is said, and tells it later.
    server.kill()
    for number in range(3):
        ana.say(f"while you were away {number}")
    server.start()
    eventually(lambda: str(server.events(conversation)).count("while you were away") == 3, 90, 0.5)
    # The homeserver is away: what is said waits here.
    homeserver.stop()
    asyncio.run(say(server, conversation, [f"said meanwhile {number}" for number in range(3)]))
    homeserver.start()
    ana.waits_for("said meanwhile 2", 120)
    ours = [text for text in ana.texts() if "meanwhile" in text]
    assert ours == [f"said meanwhile {number}" for number in range(3)]
    events = server.events(conversation)
    theirs = [event for event in events.values() if "while you were away" in str(event)]
    assert len(theirs) == 3
    assert "PartialDownloadError" not in homeserver.log()


async def say(server, conversation, texts):
    line = await Line.open(server, origin=None)
    await line.greet_agent()
    for text in texts:
        assert (await line.do("say", conversation, text=text))["type"] == "ack"
    await line.close()


def test_files_of_a_customer_are_kept_as_they_are_and_what_is_not_taken_is_said(place):
    server, homeserver, _ = place
    ana = MatrixPerson(homeserver, "ana")
    ana.begin(SUPPORT)
    ana.say("a human please")
    conversation = asyncio.run(answer(server, "Send me a picture of it"))
    ana.waits_for("Send me a picture")
    picture = png(extra=os.urandom(70_000))
    ana.send("broken lamp.png", picture, "image/png", "m.image")
    ana.send("receipt.txt", "Lamp: 12 €\n".encode(), "text/plain", "m.file")

    def files():
        return [event["file"] for event in server.events(conversation).values()
                if event["event"] == "said" and "file" in event]

    eventually(lambda: len(files()) == 2, 30, 0.2)
    assert [(file["name"], file["media"], file["size"]) for file in files()] == [
        ("broken lamp.png", "image/png", len(picture)), ("receipt.txt", "text/plain", 13)]
    kept = {hashlib.sha256(path.read_bytes()).hexdigest()
            for path in (server.data / "files").rglob("*") if path.is_file()}
    assert hashlib.sha256(picture).hexdigest() in kept, "every byte of it"
    # Neither what is no picture, nor a type that is not taken, nor an address that is none.
    ana.send("photo.png", b"MZ this is a program", "image/png", "m.image")
    ana.waits_for("photo.png was not taken")
    ana.send("setup.exe", b"MZ", "application/x-msdownload", "m.file")
    ana.waits_for("setup.exe was not taken: files of type application/x-msdownload")
    ana.say("gone.png", msgtype="m.image", url="mxc://test.example/nothing")
    ana.waits_for("gone.png was not taken")
    ana.say("still there?")
    eventually(lambda: "still there?" in str(server.events(conversation)), 30, 0.2)
    assert len(files()) == 2


def test_an_encrypted_room_and_somebody_elses_are_refused_with_words(place):
    server, homeserver, _ = place
    ana, bo = MatrixPerson(homeserver, "ana"), MatrixPerson(homeserver, "bo")
    ana.begin(SUPPORT, initial_state=[
        {"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}])
    ana.ask("PUT", ana.path("send/m.room.encrypted/e1"), {
        "algorithm": "m.megolm.v1.aes-sha2", "ciphertext": "x"})
    ana.waits_for("This room is encrypted")
    ana.begin(SUPPORT, visibility="private")
    ana.say("hello")
    ana.waits_for("A parcel")
    ana.ask("POST", ana.path("invite"), {"user_id": bo.user})
    bo.room = ana.room
    bo.ask("POST", f"join/{bo.room}", {})
    bo.say("me too")
    bo.say("hello?")
    bo.waits_for(f"This room is {ana.user}'s")
    assert sum("This room is" in text for text in bo.texts()) == 1, "told once"
