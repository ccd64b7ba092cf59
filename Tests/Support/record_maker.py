"""Fills a record with conversations, as the desk would have written them: for tests of much of it.

As a program: record_maker.py FILE CONVERSATIONS LENGTH [STAGE] [TEXT_LENGTH]
"""

import hashlib
import json
import os
import sqlite3
import sys
from contextlib import closing

BEGAN = 1_780_000_000_000
REPLY_BY = BEGAN + 400 * 86_400_000
TICKET = (
    "number, conversation, site, customer, language, channel, stage, priority, subject, summary,"
    " fields, started_at, resolved_at, reply_by, owed_since")


def link(previous, conversation, seq, at, author, cid, salt, body):
    inner = hashlib.sha256(salt + body).digest()
    place = f"{conversation}\n{seq}\n{at}\n{author}\n{cid or ''}\n".encode()
    return hashlib.sha256(previous + place + inner).digest()


def story(number, customer, length, stage, text_length):
    """A conversation's events, the last of which puts it into its stage."""
    words = "Where is my parcel? " * (text_length // 20 + 1)
    yield f"c:{customer}", {
        "event": "started", "site": "demo", "customer": customer, "number": number,
        "language": "en", "channel": "web"}
    ends = {"promised": 1, "resolved": 1}.get(stage, 0)
    for index in range(length - 1 - ends):
        author = ("c:" + customer, "customer") if index % 2 == 0 else ("bot", "bot")
        yield author[0], {
            "event": "said", "by": author[1], "text": f"{index} {words}"[:text_length]}
    if stage == "promised":
        yield "bot", {"event": "promised", "reply_by": REPLY_BY, "reason": "empty"}
    if stage == "resolved":
        yield f"c:{customer}", {"event": "resolved", "by": "customer"}


def number_of(record, author):
    """What the record calls an author."""
    found = record.execute("SELECT number FROM authors WHERE key=?", (author,)).fetchone()
    if found:
        return found[0]
    return record.execute("INSERT INTO authors (key) VALUES (?)", (author,)).lastrowid


def stretches(position, length):
    """Where a conversation's events stand that follow each other, as rows of at most 128."""
    for first in range(1, length + 1, 128):
        count = min(128, length + 1 - first)
        number, begin = (position + first - 1) << 1, b""
        while number > 0x7F:
            begin, number = begin + bytes([number & 0x7F | 0x80]), number >> 7
        yield first, begin + bytes([number]) + b"\x02" * (count - 1)


def fill(path, conversations, length, mirror=None, stage="bot", text_length=40):
    """Adds so many conversations of so many events each, all in one stage."""
    with closing(sqlite3.connect(path)) as record, record:
        first = record.execute("SELECT coalesce(max(number), 0) + 1 FROM tickets").fetchone()[0]
        at = BEGAN
        for number in range(first, first + conversations):
            name = f"conversation-{number:09}"
            customer = f"customer-id--{number:09}"
            rows, previous = [], bytes(32)
            began = at
            for seq, (author, event) in enumerate(
                    story(number, customer, length, stage, text_length), 1):
                at += 10
                body = json.dumps(event, separators=(",", ":")).encode()
                salt = os.urandom(16)
                previous = link(previous, name, seq, at, author, None, salt, body)
                rows.append((number, seq, at, number_of(record, author), body, salt, previous))
            position = record.execute(
                "SELECT coalesce(max(position), 0) FROM events").fetchone()[0]
            record.executemany(
                "INSERT INTO events (conversation, seq, at, author, body, salt, hash, turn)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, 0)", rows)
            record.executemany(
                "INSERT INTO stretches (conversation, first, places) VALUES (?, ?, ?)",
                [(number, *stretch) for stretch in stretches(position + 1, length)])
            subject = next(
                (json.loads(row[4])["text"] for row in rows if row[4].startswith(b'{"event":"said"')),
                "")[:80]
            record.execute(
                f"INSERT INTO tickets ({TICKET}) VALUES ({', '.join('?' * 15)})",
                (number, name, "demo", customer, "en", "web", stage, "normal", subject, "", "{}",
                 began + 10, at if stage == "resolved" else None,
                 REPLY_BY if stage == "promised" else None,
                 at if stage == "promised" else None))
            if mirror:
                record.execute(
                    "INSERT INTO lanes (destination, conversation, seq, next, place)"
                    " VALUES (?, ?, 1, 1, ?)", (mirror, number, number))
        record.execute(
            "INSERT OR REPLACE INTO followers (name, position)"
            " SELECT 'whereabouts', max(position) FROM events")


def drop_from_memory(path):
    """Has the system forget what it holds of a file, as if the machine had just started."""
    for name in (path, f"{path}-wal"):
        if os.path.exists(name):
            descriptor = os.open(name, os.O_RDONLY)
            os.fsync(descriptor)
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(descriptor)


if __name__ == "__main__":
    made = sys.argv[1:] + ["bot", "40"][len(sys.argv) - 4:]
    fill(made[0], int(made[1]), int(made[2]), stage=made[3], text_length=int(made[4]))
