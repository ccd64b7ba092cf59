"""P8: `record verify` beside a running server reads one moment, and raises no false alarm."""

import asyncio
import contextlib

from desk_client import Person


def test_a_record_verified_while_customers_write_is_whole(make_server):
    server = make_server().start()

    async def busy(person, over):
        await person.begin()
        number = 0
        while not over.is_set():
            number += 1
            await person.do("identify", name=f"Ana {number}", email="ana@example.com")
            await person.say(f"word {number}")

    async def story():
        over = asyncio.Event()
        async with contextlib.AsyncExitStack() as crowd:
            people = [await crowd.enter_async_context(Person(server)) for _ in range(4)]
            tasks = [asyncio.create_task(busy(person, over)) for person in people]
            alarms = []
            for _ in range(25):
                code, words = await asyncio.to_thread(server.verify)
                if code != 0:
                    alarms.append(words)
            over.set()
            await asyncio.gather(*tasks)
            assert not alarms, alarms

    asyncio.run(story())
    code, words = server.verify()
    assert code == 0 and "whole" in words
    assert server.end() == 0
