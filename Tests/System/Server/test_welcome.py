"""What the widget needs before and beside the words: hours, faces, reading, the end of a long talk."""

import asyncio
import functools
import json
import sqlite3
import struct
import time
import urllib.error
import urllib.request
import zlib
from contextlib import closing

from desk_client import Line
from record_maker import fill
from running_desk import run


def played(scene):
    """A test that is a conversation of several lines."""
    @functools.wraps(scene)
    def test(*arguments, **fixtures):
        asyncio.run(scene(*arguments, **fixtures))
    return test


def png(side=64):
    def chunk(kind, body):
        return (struct.pack(">I", len(body)) + kind + body
                + struct.pack(">I", zlib.crc32(kind + body)))
    rows = b"".join(b"\0" + b"\x40\x80\xc0" * side for _ in range(side))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
            + chunk(b"tEXt", b"Comment\0taken at home") + chunk(b"IDAT", zlib.compress(rows))
            + chunk(b"IEND", b""))


def fetch(server, path, **fields):
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", headers=fields)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, dict(answer.headers), answer.read()


async def talk(server):
    """Ana, and Maya who has her conversation; both follow it."""
    maya, ana = await Line.open(server, origin=None), await Line.open(server)
    welcome = await maya.greet_agent()
    await ana.greet_customer()
    conversation, token = await ana.start(language="en")
    await ana.do("say", conversation, text="agent")
    for _ in range(50):
        answer = await maya.do("take", conversation)
        if answer["type"] == "ack":
            break
        await asyncio.sleep(0.1)
    for line in (maya, ana):
        await line.send(type="follow", conversation=conversation, epoch=welcome["epoch"], after=0)
        await line.until(type="caught_up")
    return maya, ana, conversation, token, welcome["epoch"]


@played
async def test_customers_are_told_hours_and_who_is_there(server):
    server.add_agent("maya")
    early = await Line.open(server)
    reception = (await early.greet_customer())["reception"]
    assert reception["there"] is False and len(reception["hours"]) == 7 and "zone" in reception
    maya = await Line.open(server, origin=None)
    await maya.greet_agent()
    told = await early.until(type="reception")
    assert told["there"] is told["open"]
    late = await Line.open(server)
    reception = (await late.greet_customer())["reception"]
    assert [face["name"] for face in reception["faces"]] == ["Maya"]
    assert "answers_in" not in reception, "nobody was answered yet"


@played
async def test_a_photo_is_shown_without_what_the_camera_wrote(server, tmp_path):
    server.add_agent("maya")
    picture = tmp_path / "maya.png"
    picture.write_bytes(png())
    done = run("user", "set", "maya", "--photo", picture, "--data", server.data)
    assert done.returncode == 0, done.stderr
    maya, ana, conversation, _, _ = await talk(server)
    await ana.send(type="ask", id="who", about="faces", conversation=conversation)
    faces = (await ana.until(type="answer", id="who"))["faces"]
    assert faces[0]["agent"] == "maya"
    status, headers, body = fetch(server, faces[0]["photo"])
    assert status == 200 and headers["Content-Type"] == "image/png"
    assert "immutable" in headers["Cache-Control"] and headers["X-Content-Type-Options"] == "nosniff"
    assert b"taken at home" not in body and body.startswith(b"\x89PNG")
    for path in ("/v1/photos/agents", "/v1/photos/../frontdesk.db", "/v1/photos/" + "A" * 43):
        assert fetch(server, path)[0] == 404, path
    picture.write_text("<svg onload=alert(1)/>")
    refused = run("user", "set", "maya", "--photo", picture, "--data", server.data)
    assert refused.returncode == 65 and "no PNG, JPEG or WebP" in refused.stderr
    assert run("user", "set", "maya", "--photo", "none", "--data", server.data).returncode == 0
    for _ in range(30):
        if fetch(server, faces[0]["photo"])[0] == 404:
            break
        await asyncio.sleep(0.1)
    else:
        raise AssertionError("the photo that was taken away is still shown")


@played
async def test_reading_is_told_to_the_other_side_and_heals_after_a_restart(server):
    server.add_agent("maya")
    maya, ana, conversation, token, epoch = await talk(server)
    await ana.send(type="read", conversation=conversation, seq=2)
    assert (await maya.until(type="read"))["by"] == "customer"
    await maya.send(type="read", conversation=conversation, seq=3)
    assert (await ana.until(type="read"))["seq"] == 3
    server.kill()
    server.start()
    maya, ana = await Line.open(server, origin=None), await Line.open(server)
    await maya.greet_agent()
    await ana.greet_customer(token)
    for line in (ana, maya):
        await line.send(type="follow", conversation=conversation, epoch=epoch, after=0)
        await line.until(type="caught_up")
    await maya.send(type="read", conversation=conversation, seq=3)
    assert await ana.until(type="read") == {
        "type": "read", "conversation": conversation, "by": "agent", "seq": 3}


@played
async def test_a_page_may_know_its_sites_greetings_without_a_connection(make_server):
    server = make_server(settings={
        "sites": "{demo: {origins: [self], greetings: "
                 "[{name: cart, page: '/cart*', after: 5s, words: {en: Can we help?}}]}}"})
    server.start()
    status, headers, body = fetch(server, "/v1/site/demo.json")
    assert status == 200 and headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(body)["greetings"] == [{
        "name": "cart", "page": "/cart*", "after": 5000, "returning": "any", "once": "visitor",
        "words": {"en": "Can we help?"}}]
    again = fetch(server, "/v1/site/demo.json", **{"If-None-Match": headers["ETag"]})
    assert again[0] == 304 and again[2] == b""
    assert fetch(server, "/v1/site/other.json")[0] == 404


@played
async def test_the_end_of_ten_thousand_events_comes_first_and_the_rest_by_pages(server):
    ana = await Line.open(server)
    await ana.greet_customer()
    first, token = await ana.start(language="en")
    customer = server.events(first)[1]["customer"]
    await ana.close()
    server.end()
    fill(server.record, 1, 10_000, stage="agent")
    with closing(sqlite3.connect(server.record)) as record, record:
        record.execute("UPDATE tickets SET customer=? WHERE conversation LIKE 'conversation-%'",
                       (customer,))
        name = record.execute(
            "SELECT conversation FROM tickets WHERE conversation LIKE 'conversation-%'").fetchone()[0]
    server.start()
    ana = await Line.open(server)
    welcome = await ana.greet_customer(token)
    began = time.monotonic()
    await ana.send(type="follow", conversation=name, epoch=welcome["epoch"], after=0, last=200)
    tail = await ana.until(type="tail")
    assert tail["first"] == 9801 and tail["before"][0]["event"] == "started"
    seqs = []
    while (frame := await ana.hear())["type"] != "caught_up":
        seqs += [frame["seq"]] if frame["type"] == "event" else []
    print(f"the end came after {(time.monotonic() - began) * 1000:.0f} ms")
    assert seqs == list(range(9801, 10_001))
    before, pages = 9801, 0
    while before > 9000:
        await ana.send(type="ask", id="older", about="earlier", conversation=name, before=before)
        answer = await ana.until(type="answer", id="older")
        assert [one["seq"] for one in answer["earlier"]] == list(range(answer["first"], before))
        before, pages = answer["first"], pages + 1
    assert pages == 5
