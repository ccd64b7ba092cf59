"""Who gets whom, by the operator's commands and at the running desk."""

import asyncio
import json

import pytest

from desk_client import Line
from running_desk import run


@pytest.fixture(params=["served", "not served"])
def desk(request, make_server):
    server = make_server().start()
    server.add_agent("maya")
    server.add_agent("jon")
    if request.param == "not served":
        assert server.end() == 0
    return server


def told(*arguments, server):
    done = run(*arguments, "--data", server.data)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_an_agent_can_do_is_said_and_taken_back_one_matter_at_a_time(desk):
    words = told("user", "set", "maya", "--skills", "refunds=2,tax", "--capacity", "5", server=desk)
    assert words == "maya: skills refunds=2 tax=1, capacity 5\n"
    told("user", "set", "maya", "--languages", "en,de", server=desk)
    told("user", "set", "maya", "--unset", "capacity", server=desk)
    assert told("user", "set", "maya", server=desk) == (
        "maya: skills refunds=2 tax=1, languages de en\n")
    assert told("user", "set", "jon", server=desk) == "jon: as the file has it\n"


@pytest.mark.parametrize("arguments, words", [
    (["maya", "--skills", "refunds=4"], "1 to 3, not 4"),
    (["maya", "--capacity", "101"], "0 to 100, not 101"),
    (["maya", "--languages", "english"], "no language"),
    (["maya", "--unset", "shoes"], "skills, languages, capacity"),
    (["mayo", "--capacity", "2"], "did you mean maya?"),
])
def test_what_cannot_be_said_is_refused_with_its_reason(server, arguments, words):
    server.add_agent("maya")
    done = run("user", "set", *arguments, "--data", server.data)
    assert done.returncode != 0 and words in done.stderr, done.stderr


def test_teams_are_made_listed_and_removed(desk):
    told("team", "add", "money", "--title", "Money", "--members", "maya,jon",
         "--skills", "refunds=2", "--lead", "maya", server=desk)
    line = json.loads(told("team", "list", "--json", server=desk))
    assert line == {
        "name": "money", "title": "Money", "members": ["jon", "maya"], "skills": {"refunds": 2},
        "lead": "maya", "by": "command"}
    wrong = run("team", "add", "night", "--members", "mayo", "--data", desk.data)
    assert wrong.returncode == 1 and "did you mean maya?" in wrong.stderr
    gone = run("team", "remove", "mony", "--data", desk.data)
    assert gone.returncode == 1 and "did you mean money?" in gone.stderr
    told("team", "remove", "money", server=desk)
    assert told("team", "list", server=desk) == "there are no teams\n"


def test_a_capacity_holds_at_once_and_a_promise_is_reported(server):
    server.add_agent("maya")

    async def story():
        agent = await Line.open(server, origin=None)
        await agent.greet_agent()
        taken = []
        for _ in range(3):
            customer = await Line.open(server)
            await customer.greet_customer()
            conversation, _ = await customer.start()
            await customer.do("say", conversation, text="agent")
            taken.append(conversation)
        assert (await agent.do("take", taken[0]))["type"] == "ack"
        await asyncio.to_thread(
            told, "user", "set", "maya", "--capacity", "1", server=server)
        refused = await agent.do("take", taken[1])
        assert refused["type"] == "nack" and refused["code"] == "at_capacity"
        # Handled once, there is something to go by; who waits now is told how long.
        assert (await agent.do("say", taken[0], text="Hello."))["type"] == "ack"
        assert (await agent.do("resolve", taken[0]))["type"] == "ack"
        await asyncio.sleep(1.5)
        assert (await agent.do("take", taken[1]))["type"] == "ack"

    asyncio.run(story())
    report = json.loads(told("report", "promises", "--format", "json", server=server))
    row = report["rows"][-1]
    assert row["queue"] == "all" and row["promised"] == row["kept"] == 1
    assert row["kept_percent"] == 100 and "kept" in report["definitions"]
    text = told("report", "promises", server=server)
    assert "kept_percent" in text and "longest time that was told first" in text
    csv = told("report", "promises", "--format", "csv", server=server).splitlines()
    assert csv[0].startswith("queue,promised,kept") and csv[-1].startswith("all,1,1,0,0,100.0")
    wrong = run("report", "promises", "--from", "2026-02-30", "--data", server.data)
    assert wrong.returncode == 64 and "is no day" in wrong.stderr
