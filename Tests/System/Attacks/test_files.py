"""Files beside words: whole, once, seen by those who may, and harmless to the desk."""

import asyncio
import hashlib
import base64
import stat

import pytest

from desk_client import Line, new_cid
from file_sending import fetch, fetched, grant, png, send

ON = {"files.enabled": "true"}


def file_id(data):
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


async def begun(server):
    line = await Line.open(server)
    welcome = await line.greet_customer()
    conversation, token = await line.start(language="en")
    return line, conversation, welcome, token


def sent(server, data, name="photo.png", media="image/png"):
    """What the desk says to a customer's file."""
    async def story():
        line, conversation, _, _ = await begun(server)
        answer = await grant(line, conversation, name, len(data), media)
        if "upload" not in answer:
            return answer
        return send(server, answer["upload"], data)

    return asyncio.run(story())


def test_a_photo_reaches_the_agent_whole_and_once(make_server):
    server = make_server(settings=ON).start()
    server.add_agent(role="supervisor")
    photo = png(extra=bytes(700_000))

    async def story():
        line, conversation, welcome, _ = await begun(server)
        assert welcome["files"]["largest"] == 10 << 20
        assert "image/png" in welcome["files"]["media"]
        address = (await grant(line, conversation, "../../Urlaub\u202egnp.exe/Foto 1.png",
                               len(photo)))["upload"]
        done = send(server, address, photo).json
        assert done["file"] == file_id(photo)
        cid = new_cid()
        for expected in (False, True):
            ack = await line.do("say", conversation, cid=cid, text="", file=done["receipt"])
            assert ack["type"] == "ack" and ack.get("dup", False) is expected, ack
        agent = await Line.open(server, origin=None)
        welcome = await agent.greet_agent()
        assert (await agent.do("take", conversation, over=True))["type"] == "ack"
        await agent.send(type="follow", conversation=conversation, epoch=welcome["epoch"], after=0)
        said = []
        while True:
            frame = await agent.hear()
            if frame["type"] == "caught_up":
                break
            said += [frame] if frame.get("file") else []
        assert len(said) == 1
        assert said[0]["file"] == {
            "id": file_id(photo), "name": "Foto 1.png", "size": len(photo), "media": "image/png"}
        assert said[0]["text"] == "Foto 1.png"
        for reader in (agent, line):
            answer = await fetched(reader, server, conversation, said[0]["file"]["id"])
            assert answer.body == photo and answer.headers["Content-Type"] == "image/png"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''F")
            assert "sandbox" in answer.headers["Content-Security-Policy"]

    asyncio.run(story())
    kept = [path for path in (server.data / "files").rglob("*") if path.is_file()]
    for path in kept:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert sorted(path.name for path in kept if path.parent.name != "parts") == [file_id(photo)]


def test_a_cut_at_the_end_is_gone_on_with_over_a_kill(make_server):
    server = make_server(settings=ON).start()
    photo = png(extra=bytes(600_000))

    async def first():
        line, conversation, _, token = await begun(server)
        address = (await grant(line, conversation, size=len(photo)))["upload"]
        assert fetch(server, f"{address}&at=0", photo[:262_144]).json == {"at": 262_144}
        return conversation, token, address

    conversation, token, address = asyncio.run(first())
    server.kill()
    server.start()
    lost = fetch(server, f"{address}&at=0", photo[:262_144])
    assert lost.status == 409 and lost.json == {"at": 262_144}
    done = send(server, address, photo, start=262_144).json
    # The last answer was lost: whoever asks again is told the same.
    assert fetch(server, f"{address}&at={len(photo)}", b"").json["file"] == done["file"]

    async def second():
        line = await Line.open(server)
        await line.greet_customer(token)
        ack = await line.do("say", conversation, text="Here it is", file=done["receipt"])
        assert ack["type"] == "ack"

    asyncio.run(second())


BAD = {
    "a page": (b"<html><script>alert(1)</script>", "photo.png", "image/png", 422, "image/png"),
    "a page before a picture": (b"<script>" + png(), "photo.png", "image/png", 422, "first bytes"),
    "a picture of gigabytes": (png(60_000, 60_000), "bomb.png", "image/png", 422, "pixels"),
    "a picture without a size": (png()[:14] * 2, "half.png", "image/png", 422, "damaged"),
    "a program as text": (b"MZ\0\0rest", "notes.txt", "text/plain", 422, "text/plain"),
    "a vector picture": (b"<svg onload='x'/>", "a.svg", "image/svg+xml", None, "not taken"),
    "a script": (b"alert(1)", "a.js", "text/javascript", None, "not taken"),
    "nothing": (b"", "empty.txt", "text/plain", None, "1 to"),
}


@pytest.mark.parametrize("kind", list(BAD))
def test_what_is_not_what_it_says_is_refused_with_words(make_server, kind):
    data, name, media, status, word = BAD[kind]
    answer = sent(make_server(settings=ON).start(), data, name, media)
    if status is None:
        assert answer["type"] == "refused" and word in answer["why"], answer
    else:
        assert answer.status == status and word in answer.body.decode(), answer.body


def test_limits_are_told_before_and_held_after(make_server):
    settings = {**ON, "files.largest": "1KiB", "files.per_conversation": "2",
                "files.per_person_day": "2KiB"}
    server = make_server(settings=settings).start()

    async def story():
        line, conversation, welcome, _ = await begun(server)
        assert welcome["files"]["largest"] == 1024
        refused = await grant(line, conversation, size=20 << 20)
        assert refused["code"] == "too_long" and "1024" in refused["why"]
        # More than was said never comes whole.
        address = (await grant(line, conversation, size=50))["upload"]
        assert fetch(server, f"{address}&at=0", png(extra=bytes(200))).status == 422
        photo = png()
        for number in range(2):
            address = (await grant(line, conversation, size=len(photo)))["upload"]
            receipt = send(server, address, photo).json["receipt"]
            await line.do("say", conversation, text=f"{number}", file=receipt)
        full = await grant(line, conversation, size=len(photo))
        assert full["code"] == "quota"
        _, other, _, _ = await begun(server)
        big = png(extra=bytes(900))
        statuses = set()
        other_line, other, _, _ = await begun(server)
        for _ in range(3):
            address = (await grant(other_line, other, size=len(big)))["upload"]
            statuses.add(send(server, address, big).status)
        assert statuses == {200, 429}

    asyncio.run(story())


def test_nobody_sends_or_fetches_what_is_not_theirs(make_server):
    server = make_server(settings=ON).start()
    photo = png()

    async def story():
        ana, hers, _, _ = await begun(server)
        eve, own, _, _ = await begun(server)
        address = (await grant(ana, hers, size=len(photo)))["upload"]
        receipt = send(server, address, photo).json["receipt"]
        assert (await grant(eve, hers, size=len(photo)))["code"] == "not_found"
        stolen = await eve.do("say", own, text="mine", file=receipt)
        assert stolen["code"] == "not_allowed" and stolen["final"] is True
        forged = await ana.do("say", hers, text="x", file=receipt[:-4] + "AAAA")
        assert forged["code"] == "invalid"
        await ana.do("say", hers, text="here", file=receipt)
        missing = await fetched(eve, server, own, file_id(photo))
        assert missing["code"] == "not_found"
        assert (await fetched(eve, server, hers, file_id(photo)))["code"] == "not_found"
        for odd in ("?grant=x&at=0", "?at=0", "", f"{address[9:]}", f"{address[9:]}&at=-1",
                    f"{address[9:]}&at=99999999999999999999"):
            assert fetch(server, "/v1/files" + odd, b"x").status == 403, odd
        for odd in ("/v1/files/x", "/v1/files/../frontdesk.db?pass=x",
                    f"/v1/files/{file_id(photo)}", f"/v1/files/{file_id(photo)}?pass=a.b"):
            assert fetch(server, odd).status == 403, odd

    asyncio.run(story())


def test_a_scanner_has_the_last_word(make_server, tmp_path):
    scanner = tmp_path / "scanner"
    scanner.write_text("#!/bin/sh\n! grep -q virus \"$1\"\n")
    scanner.chmod(0o755)
    server = make_server(settings={**ON, "files.scanner": f"[{scanner}]"}).start()
    assert sent(server, b"all is well", "a.txt", "text/plain").status == 200
    refused = sent(server, b"a virus", "b.txt", "text/plain")
    assert refused.status == 422 and b"scanner" in refused.body


def test_when_there_is_no_room_words_still_pass(make_server):
    server = make_server(settings={**ON, "files.total": "1MiB"}).start()
    first, second = png(extra=bytes(700_000)), png(extra=bytes(700_001))
    assert sent(server, first).status == 200
    full = sent(server, second)
    assert full.status == 503 and b"no room" in full.body

    async def story():
        line, conversation, _, _ = await begun(server)
        assert (await line.do("say", conversation, text="hello"))["type"] == "ack"

    asyncio.run(story())


def test_where_files_are_off_nothing_is_taken(make_server):
    server = make_server().start()

    async def story():
        line, conversation, welcome, _ = await begun(server)
        assert "files" not in welcome
        assert (await grant(line, conversation))["code"] == "not_allowed"

    asyncio.run(story())
    assert fetch(server, "/v1/files?grant=x&at=0", b"x").status == 405
