"""Files from their arrival to their end: in copies of the record, missed when they are gone, removed
when nobody holds them.

Finding: `record backup` left them out, and what was sent and never said lay there for ever.
"""

import asyncio
import base64
import hashlib
import os
import re
import time

from desk_client import Line
from file_sending import fetch, fetched, grant, png, send
from running_desk import eventually, run

ON = {"files.enabled": "true"}


def file_id(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


def place(server, data):
    return server.data / "files" / file_id(data)[:2] / file_id(data)


async def say_with(server, *files, token=None, says=True):
    """A customer sends these, and says each with words where `says`."""
    line = await Line.open(server)
    await line.greet_customer(token)
    conversation, token = await line.start()
    for data in files:
        address = (await grant(line, conversation, size=len(data)))["upload"]
        receipt = send(server, address, data).json["receipt"]
        if says:
            ack = await line.do("say", conversation, text="see", file=receipt)
            assert ack["type"] == "ack", ack
    return line, conversation, token


def test_a_copy_of_the_record_brings_its_files_back(make_server, tmp_path):
    server = make_server(settings=ON).start()
    first, second = png(extra=b"1" * 3000), png(extra=b"2" * 3000)
    _, conversation, token = asyncio.run(say_with(server, first, second))
    copy = tmp_path / "copy.db"
    done = run("record", "backup", copy, "--data", server.data)
    assert done.returncode == 0 and re.search(r"copied 2 files", done.stdout), done.stdout
    again = run("record", "backup", copy, "--force", "--data", server.data)
    assert again.returncode == 0 and re.search(r"copied 0 files", again.stdout), again.stdout
    assert server.end() == 0

    elsewhere = make_server(folder=tmp_path / "elsewhere", settings=ON)
    done = run("record", "restore", copy, "--data", elsewhere.data)
    assert done.returncode == 0 and "put back 2 files" in done.stdout, done.stdout + done.stderr
    (elsewhere.data / "frontdesk.key").write_bytes((server.data / "frontdesk.key").read_bytes())
    (elsewhere.data / "frontdesk.key").chmod(0o600)
    elsewhere.start()
    elsewhere.add_agent(role="supervisor")

    async def look():
        agent = await Line.open(elsewhere, origin=None)
        await agent.greet_agent()
        assert (await agent.do("take", conversation, over=True))["type"] == "ack"
        for data in (first, second):
            assert (await fetched(agent, elsewhere, conversation, file_id(data))).body == data

    asyncio.run(look())


def test_a_missing_and_a_changed_file_are_counted(make_server):
    server = make_server(settings=ON).start()
    gone, changed = png(extra=b"1" * 3000), png(extra=b"2" * 3000)
    asyncio.run(say_with(server, gone, changed))
    assert server.verify()[0] == 0
    place(server, gone).unlink()
    place(server, changed).chmod(0o600)
    place(server, changed).write_bytes(b"something else")
    code, words = server.verify()
    assert code == 2
    assert "1 files are missing" in words and "1 files are not what was sent" in words


def test_what_was_sent_and_never_said_is_removed_after_two_days_also_over_a_restart(make_server):
    server = make_server(settings=ON).start()
    said, unsaid, fresh = (png(extra=bytes([n]) * 3000) for n in b"123")
    asyncio.run(say_with(server, said))
    asyncio.run(say_with(server, unsaid, fresh, says=False))
    assert server.end() == 0
    long_ago = time.time() - 3 * 86_400
    for data in (said, unsaid):
        os.utime(place(server, data), (long_ago, long_ago))
    server.start()
    eventually(lambda: not place(server, unsaid).exists(), patience=30)
    # What somebody holds stays, and what may still be said.
    assert place(server, said).exists() and place(server, fresh).exists()
    assert server.verify()[0] == 0


def test_a_receipt_of_a_file_that_is_gone_says_nothing(make_server):
    server = make_server(settings=ON).start()
    photo = png(extra=bytes(3000))

    async def story():
        line, conversation, _ = await say_with(server)
        address = (await grant(line, conversation, size=len(photo)))["upload"]
        receipt = send(server, address, photo).json["receipt"]
        place(server, photo).unlink()
        nack = await line.do("say", conversation, text="see", file=receipt)
        assert nack["type"] == "nack" and "send it again" in nack["why"], nack

    asyncio.run(story())


def test_pieces_that_come_again_cost_nothing_of_the_day(make_server):
    photo = png(extra=bytes(600_000))
    server = make_server(
        settings={**ON, "files.largest": "1MB", "files.per_person_day": "1MB"}).start()

    async def story():
        line, conversation, _ = await say_with(server)
        address = (await grant(line, conversation, size=len(photo)))["upload"]
        piece = photo[:262_144]
        assert fetch(server, f"{address}&at=0", piece).status == 200
        # Its answer was lost, over and over.
        for _ in range(10):
            assert fetch(server, f"{address}&at=0", piece).status == 409
        assert send(server, address, photo, start=262_144).json["file"] == file_id(photo)
        for _ in range(10):
            assert fetch(server, f"{address}&at=524288", photo[524_288:]).status == 200
        # What was kept counts: the next is too much.
        more = png(extra=bytes(500_000))
        address = (await grant(line, conversation, size=len(more)))["upload"]
        assert send(server, address, more).status == 429

    asyncio.run(story())
