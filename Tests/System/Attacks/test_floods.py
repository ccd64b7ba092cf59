"""Nobody stops the desk: what one person pours in is paid from their own purse.

Findings: one customer with one socket stopped everybody by following, and a reconnect lifted the
limit on messages.
"""

import asyncio
import json
import statistics
import time

import pytest

from desk_client import Line, new_cid

# What a person in a hurry notices. The desk itself needs a few milliseconds.
PATIENCE = 0.3


async def start_delay(server):
    """How long a newcomer waits for the answer to their `start`, from an open line."""
    line = await Line.open(server)
    await line.greet_customer()
    begun = time.monotonic()
    await line.start()
    delay = time.monotonic() - begun
    await line.close()
    return delay


async def long_conversation(server, messages=120):
    """A customer with a long conversation of long messages; their line and what names it."""
    line = await Line.open(server)
    welcome = await line.greet_customer()
    conversation, token = await line.start()
    for _ in range(messages):
        ack = await line.do("say", conversation, text="x" * 4000)
        assert ack["type"] == "ack", ack
    return line, conversation, welcome["epoch"], token


def pour(line, frames):
    """Writes all frames at once, past the client's own flow control where the kernel takes them."""
    async def write():
        try:
            for frame in frames:
                await line.socket.send(frame)
        except Exception:  # noqa: BLE001 - the desk may slow the flood down or end it
            pass
    return asyncio.create_task(write())


async def others_are_served(server, flood, rounds=12):
    """The delay of others' starts while the flood pours, round after round."""
    delays = []
    for _ in range(rounds):
        delays.append(await start_delay(server))
        await asyncio.sleep(0.05)
    flood.cancel()
    return delays


@pytest.mark.parametrize("kind", ["follow", "ask", "watch", "status", "typing", "unfollow", "garbage"])
def test_a_flood_of_frames_delays_nobody_else(make_server, kind):
    server = make_server().start()

    async def attack():
        attacker, conversation, epoch, _ = await long_conversation(server)
        frames = {
            "follow": {"type": "follow", "conversation": conversation, "epoch": epoch, "after": 0},
            "ask": {"type": "ask", "id": "q", "about": "articles", "text": "parcel late refund"},
            "watch": {"type": "watch"},
            "status": {"type": "status", "status": "away"},
            "typing": {"type": "typing", "conversation": conversation},
            "unfollow": {"type": "unfollow", "conversation": conversation},
            "garbage": {"type": "nonsense", "filler": "x" * 200},
        }
        flood = pour(attacker, [json.dumps(frames[kind])] * 4000)
        return await others_are_served(server, flood)

    delays = asyncio.run(attack())
    assert max(delays) < PATIENCE, delays
