"""What the desk lives through: kills, ends under load, full disks. Nothing acknowledged is lost,
nothing is there twice, and everybody who watched saw the same."""

import asyncio
import os
import random
import socket
import subprocess

import pytest
from websockets import ConnectionClosed

from desk_client import Line, Person, new_cid
from running_desk import eventually


def judge(server, people):
    """The record against everything its clients were told."""
    code, words = server.verify()
    assert code == 0, words
    acked = 0
    for conversation in {person.conversation for person in people}:
        record = server.events(conversation)
        assert list(record) == list(range(1, len(record) + 1))
        assert [event["at"] for event in record.values()] == sorted(
            event["at"] for event in record.values())
        for person in (each for each in people if each.conversation == conversation):
            for cid, ack in person.acked.items():
                names = (cid, server.start_name(cid))
                places = [seq for seq, event in record.items() if event["cid"] in names]
                assert places == [ack["seq"]], f"{cid}: {places}, acknowledged at {ack}"
                acked += 1
            # C2, C3: whoever kept coming back holds the whole transcript.
            assert [event["seq"] for event in person.events] == list(record)
            for heard in person.events:
                kept = record[heard["seq"]]
                assert heard["at"] == kept["at"]
                if heard["event"] == "said":
                    assert heard["text"] == kept["text"]
    return acked


async def escalate(ana, maya):
    await maya.welcome.wait()
    await ana.begin()
    await ana.say("agent")
    maya.conversation = ana.conversation
    await maya.do("take")
    await maya.join(ana.conversation)


async def chatter(person, name, until):
    """Words one behind the other, each acknowledged before the next: their order is a promise.

    A breath between two keeps the fastest machine below the 5,000 that a conversation holds."""
    said = []
    while not until.is_set():
        await asyncio.sleep(0.01)
        text = f"{name} {len(said)} ✓ {'x' * random.randrange(60)}"
        await person.say(text)
        said.append(text)
    return said


def own_words(server, person, author):
    return [
        event["text"] for event in server.events(person.conversation).values()
        if event["event"] == "said" and event["author"].startswith(author)
        and event["text"] != "agent"
    ]


def test_kill_dash_nine_in_mid_sentence(make_server):
    """Thirty times over, under load, at moments of chance."""
    seed = int(os.environ.get("FRONTDESK_SEED", random.randrange(1 << 32)))
    print(f"seed {seed}")
    chance = random.Random(seed)
    server = make_server().start()
    server.add_agent()

    async def story():
        over = asyncio.Event()
        async with Person(server) as ana, Person(server, "maya") as maya:
            async with Person(server) as bo:
                await escalate(ana, maya)
                await bo.begin()
                await bo.say("agent")
                talks = [
                    asyncio.create_task(chatter(person, name, over))
                    for person, name in ((ana, "ana"), (maya, "maya"), (bo, "bo"))
                ]
                for _ in range(30):
                    await asyncio.sleep(chance.uniform(0.02, 0.4))
                    server.kill()
                    await asyncio.to_thread(server.start)
                await asyncio.sleep(0.5)
                over.set()
                said = [await asyncio.wait_for(talk, 30) for talk in talks]
                top = {p.conversation: max(server.events(p.conversation)) for p in (ana, bo)}
                for person in (ana, maya, bo):
                    await person.caught_up(top[person.conversation])
                return (ana, maya, bo), said

    people, said = asyncio.run(story())
    assert server.end() == 0
    acked = judge(server, people)
    assert acked > 100
    for person, author, words in zip(people, ("c:", "a:maya", "c:"), said):
        assert own_words(server, person, author) == words, "B1: the order turned"
    # The loop must have cut somebody off between the commit and the answer, or it proves little.
    print(f"{acked} acknowledged, {sum(person.duplicates for person in people)} told twice")


def test_the_end_under_load_is_orderly(make_server):
    server = make_server().start()
    server.add_agent()

    async def story():
        async with Person(server) as ana, Person(server, "maya") as maya:
            await escalate(ana, maya)
            idle = await Line.open(server)
            await idle.greet_customer()
            over = asyncio.Event()
            talks = [asyncio.create_task(chatter(p, n, over)) for p, n in ((ana, "ana"),
                                                                           (maya, "maya"))]
            await asyncio.sleep(0.5)
            closing = asyncio.create_task(idle.closed())
            code = await asyncio.to_thread(server.end)
            assert code == 0
            assert await closing == 1012
            before = {**ana.acked, **maya.acked}
            record = server.events(ana.conversation)
            for cid, ack in before.items():
                assert record[ack["seq"]]["cid"] in (cid, server.start_name(cid))
            await asyncio.to_thread(server.start)
            await asyncio.sleep(0.3)
            over.set()
            await asyncio.gather(*talks)
            top = max(server.events(ana.conversation))
            await ana.caught_up(top)
            await maya.caught_up(top)
            return ana, maya

    people = asyncio.run(story())
    assert server.end() == 0
    assert judge(server, people) > 20


def test_a_full_disk_and_room_again(make_server, tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m,mode=700", "tmpfs", folder], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("no right to mount a small disk")
    try:
        server = make_server(folder=folder).start()
        server.add_agent()
        people = asyncio.run(fill(server, folder))
        assert server.end() == 0
        judge(server, people)
    finally:
        for process in [server.process]:
            if process and process.poll() is None:
                process.kill()
                process.wait()
        subprocess.run(["umount", folder], check=True)


async def fill(server, folder):
    ballast = folder / "ballast"
    async with Person(server) as ana, Person(server, "maya") as maya:
        await escalate(ana, maya)
        pid = server.process.pid
        for text in ("before", "it is full"):
            await ana.say(text)
        room = os.statvfs(folder)
        ballast.write_bytes(b"\0" * (room.f_bavail * room.f_frsize - 8192))
        # Words as long as may be, so that the log must grow, until one is refused.
        pending = [asyncio.create_task(ana.say(f"{n} " + "ü" * 3900)) for n in range(40)]
        async with asyncio.timeout(20):
            while not ana.storage_nacks:
                await asyncio.sleep(0.05)
        # Reading, coming in and following go on.
        line = await Line.open(server)
        welcome = await line.greet_customer(ana.token)
        await line.send(type="follow", conversation=ana.conversation, epoch=welcome["epoch"],
                        after=0)
        assert (await line.until(type="caught_up"))["seq"] >= 5
        await line.send(type="ask", id="q1", about="articles", text="parcel late")
        assert (await line.until(type="answer"))["articles"]
        agent = await Line.open(server, origin=None)
        assert (await agent.greet_agent(token=maya.token))["agent"] == "maya"
        assert not all(task.done() for task in pending)
        ballast.unlink()
        await asyncio.wait_for(asyncio.gather(*pending), 5)
        await ana.say("room again")
        await maya.say("so I see")
        assert server.process.pid == pid and server.process.poll() is None
        top = max(server.events(ana.conversation))
        await ana.caught_up(top)
        await maya.caught_up(top)
        return ana, maya


def test_a_reader_who_does_not_read_is_cut_off_and_loses_nothing(server):
    server.add_agent()

    async def story():
        async with Person(server) as ana, Person(server, "maya") as maya:
            await escalate(ana, maya)
            token = ana.token
            # A second tab of Ana's that follows and then sleeps.
            narrow = socket.socket()
            narrow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
            narrow.connect(("127.0.0.1", server.port))
            sleepy = await Line.open(server, max_queue=1, sock=narrow)
            welcome = await sleepy.greet_customer(token)
            await sleepy.send(type="follow", conversation=ana.conversation,
                              epoch=welcome["epoch"], after=0)
            frames = [await sleepy.until(type="event")]
            before = server.memory()
            await asyncio.gather(*(maya.say(f"{number} " + "x" * 3900) for number in range(600)))
            assert server.memory() - before < 64 << 20
            with pytest.raises(ConnectionClosed) as end:
                while True:
                    frame = await sleepy.hear()
                    if frame["type"] == "event":
                        frames.append(frame)
            assert end.value.rcvd and end.value.rcvd.code == 4008
            seqs = [frame["seq"] for frame in frames]
            assert seqs == list(range(1, len(seqs) + 1)), "cut off, not skipped"
            # It comes back and holds everything.
            again = await Line.open(server)
            await again.greet_customer(token)
            await again.send(type="follow", conversation=ana.conversation,
                             epoch=welcome["epoch"], after=len(seqs))
            top = max(server.events(ana.conversation))
            while len(seqs) < top:
                seqs.append((await again.until(type="event"))["seq"])
            assert seqs == list(range(1, top + 1))
            assert (await again.until(type="caught_up"))["seq"] == top

    asyncio.run(story())


def test_a_long_past_reaches_a_reader_in_one_piece(server):
    """More than an outbox holds, in pages, without being cut off."""
    server.add_agent()

    async def story():
        async with Person(server) as ana, Person(server, "maya") as maya:
            await escalate(ana, maya)
            await asyncio.gather(*(maya.say(f"{n} " + "語" * 3900) for n in range(300)))
            line = await Line.open(server, max_size=1 << 20)
            welcome = await line.greet_customer(ana.token)
            await line.send(type="follow", conversation=ana.conversation,
                            epoch=welcome["epoch"], after=0)
            seqs = []
            while (frame := await line.hear())["type"] != "caught_up":
                if frame["type"] == "event":
                    seqs.append(frame["seq"])
            assert seqs == list(range(1, frame["seq"] + 1))
            assert len(seqs) > 300

    asyncio.run(story())


def test_asking_again_across_a_restart_changes_nothing(make_server):
    server = make_server().start()

    async def before():
        line = await Line.open(server)
        await line.greet_customer()
        start, words = new_cid(), new_cid()
        first = await line.do("start", cid=start)
        return start, words, first

    async def between(start, words, first):
        # The first answer was lost: the token is told again.
        line = await Line.open(server)
        await line.greet_customer()
        again = await line.do("start", cid=start)
        assert again["dup"] and again["conversation"] == first["conversation"]
        assert again["token"] == first["token"]
        second = await line.do("say", first["conversation"], cid=words, text="only once")
        return start, words, first, second

    async def after(start, words, first, second):
        line = await Line.open(server)
        await line.greet_customer(first["token"])
        again = await line.do("start", cid=start)
        assert again["dup"] and again["conversation"] == first["conversation"]
        assert "token" not in again
        again = await line.do("say", first["conversation"], cid=words, text="only once")
        assert again["dup"] and again["seq"] == second["seq"]
        other = await line.do("say", first["conversation"], cid=words, text="something else")
        assert (other["code"], other["final"]) == ("conflict", True)

    told = asyncio.run(before())
    server.kill()
    server.start()
    told = asyncio.run(between(*told))
    server.kill()
    server.start()
    asyncio.run(after(*told))
    eventually(lambda: server.get("/readyz")[0] == 200)
