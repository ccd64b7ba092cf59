"""G3: the start after kill -9 stays short however many tickets are open, and however cold the file is."""

import time

from record_maker import drop_from_memory, fill
from running_desk import eventually


def start(server):
    """Seconds from the command to the first answer, with the record's file out of memory."""
    drop_from_memory(server.record)
    begun = time.monotonic()
    server.start()
    eventually(lambda: server.get("/readyz")[0] == 200, pause=0.01)
    took = time.monotonic() - begun
    server.kill()
    return took


def test_a_start_with_many_open_tickets_takes_little_longer(make_server, tmp_path):
    figures = {}
    for name, count in (("none", 0), ("many", 4000)):
        server = make_server(folder=tmp_path / name)
        server.start()
        assert server.end() == 0
        fill(server.record, conversations=count, length=12, stage="promised")
        figures[name] = min(start(server) for _ in range(2))
    print({name: f"{took:.2f} s" for name, took in figures.items()})
    # A tenth of what 40,000 may add, and the build for tests is some ten times slower.
    assert figures["many"] - figures["none"] < 4


def test_what_the_start_did_not_read_is_there_when_it_is_touched(make_server):
    server = make_server()
    server.start()
    assert server.end() == 0
    fill(server.record, conversations=50, length=12, stage="promised")
    server.start()
    server.add_agent()

    import asyncio

    from desk_client import Line

    async def story():
        line = await Line.open(server, origin=None)
        await line.greet_agent()
        await line.send(type="watch")
        seen = []
        while (frame := await line.hear())["type"] != "watching":
            if frame["type"] == "summary":
                seen.append(frame)
        assert len(seen) == 50 and all(frame["stage"] == "promised" for frame in seen)
        # What was late long before the start is recorded meanwhile.
        assert all(frame["seq"] >= 12 and frame["last"] for frame in seen)
        one = seen[17]["conversation"]
        taken = await line.do("take", one)
        assert taken["type"] == "ack", taken
        assert (await line.do("say", one, text="Hello"))["seq"] > taken["seq"] >= 13

    asyncio.run(story())
    assert server.end() == 0
    assert server.verify()[0] == 0
