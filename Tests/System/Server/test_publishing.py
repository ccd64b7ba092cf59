"""Flows are published under live traffic: with errors, as a hotfix, back again, and over a kill -9.
Every conversation goes on with its own, and nobody notices."""

import asyncio
import shutil
import signal
import sqlite3
from contextlib import closing

import pytest

from desk_client import Person
from running_desk import eventually, run

CROWD = 200

BOT = """\
bot: booth
entry: [{ flow: t }]
commands: { agent: { phrases: [agent], do: handoff, queue: general } }
"""

# What the bot says at each step of a version, so that every customer can be asked which they have.
FLOW = """\
flow: t
vars:
  name: { type: text }
  age:  { type: int }
  town: { type: text }
sections:
  start:
    - say: "Welcome (@)."
    - ask: "Your name? (@)"
      into: name
    - goto: more
  more:
    - ask: "Your age? (@)"
      into: age
      invalid: "A number, please. (@)"
      idle: [{ after: 6h, end: abandoned }]
    - ask: "Your town? (@)"
      into: town
    - say: "{{ name }}, {{ age }}, {{ town }} (@)"
    - end: captured
"""


@pytest.fixture
def flows(tmp_path):
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "bot.yaml").write_text(BOT)
    write(folder, "one")
    return folder


def write(folder, name, *changes):
    text = FLOW
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "t.flow.yaml").write_text(text.replace("@", name))


def flow(server, *words):
    """A command about flows on the running server."""
    return run("flow", *words, "--data", server.data, "--set", f"folders.flows={server.flows}")


def done(server, *words):
    answer = flow(server, *words)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    return answer.stdout


def words_of_bot(person):
    return [e["text"] for e in person.events if e["event"] == "said" and e["by"] == "bot"]


class Crowd:
    """Customers who come in the order of versions, each with the version they talk with."""

    def __init__(self, server):
        self.server = server
        self.people = []

    async def arrive(self, count, version):
        async def come():
            person = await Person(self.server).__aenter__()
            await person.begin()
            self.people.append((person, version))
            await self.hears(person, f"Your name? ({version})")

        await asyncio.gather(*(come() for _ in range(count)))

    @staticmethod
    async def hears(person, text, patience=60):
        async with asyncio.timeout(patience):
            while text not in words_of_bot(person):
                await asyncio.sleep(0.02)

    async def everybody(self, words, answer):
        """All say the same and are answered by their own version."""
        async def one(person, version):
            await person.say(words)
            await self.hears(person, answer.replace("@", version))

        await asyncio.gather(*(one(*who) for who in self.people))

    def carry_over(self, version):
        self.people = [(person, version) for person, _ in self.people]

    async def leave(self):
        for person, _ in self.people:
            await person.__aexit__()


def test_nobody_notices_that_flows_are_published(make_server, flows):
    server = make_server(flows=flows).start()

    async def story():
        crowd = Crowd(server)
        try:
            await crowd.arrive(CROWD // 4, "one")
            await publish("two", "Your name? (@)")
            await crowd.arrive(CROWD // 4, "two")
            talking = asyncio.create_task(crowd.everybody("Sam", "Your age? (@)"))
            broken = await asyncio.to_thread(break_and_publish)
            assert "t.flow.yaml:" in broken and "E201" in broken and "E304" in broken
            # By SIGHUP, with a step more: another shape.
            write(flows, "three",
                  ("    - goto: more\n", "    - say: \"Well. (@)\"\n    - goto: more\n"))
            server.process.send_signal(signal.SIGHUP)
            await asyncio.to_thread(eventually, lambda: serves("three"))
            await talking
            late = Crowd(server)
            await late.arrive(CROWD - 2 * (CROWD // 4), "three")
            await late.everybody("Sam", "Your age? (@)")
            crowd.people += late.people
            # Killed while everybody writes; what was saved last may be half a file by then.
            talking = asyncio.create_task(crowd.everybody("old", "A number, please. (@)"))
            await crowd.hears(crowd.people[0][0], "A number, please. (one)")
            server.kill()
            (flows / "t.flow.yaml").write_text(FLOW[:200])
            await asyncio.to_thread(server.start)
            await asyncio.to_thread(
                eventually,
                lambda: any("the last good flows serve" in line for line in server.said))
            await talking
            # Back to one, which takes in only who comes from now on.
            assert await asyncio.to_thread(done, server, "rollback", revision_of("one"))
            late = Crowd(server)
            await late.arrive(1, "one")
            await crowd.everybody("41", "Your town? (@)")
            await crowd.everybody("Hull", "Sam, 41, Hull (@)")
            await late.leave()
            judge(crowd)
        finally:
            await crowd.leave()

    async def publish(version, _):
        write(flows, version)
        out = await asyncio.to_thread(done, server, "publish", "--author", "ana")
        assert "serves new conversations" in out

    def break_and_publish():
        write(flows, "bad", ("- goto: more", "- goto: mroe"), ("{{ town }}", "{{ twon }}"))
        answer = flow(server, "publish")
        assert answer.returncode == 1
        return answer.stdout + answer.stderr

    def serves(version):
        with closing(sqlite3.connect(f"file:{server.record}?mode=ro", uri=True)) as record:
            source, = record.execute(
                "SELECT CAST(source AS TEXT) FROM flow_revisions WHERE revision=(SELECT revision"
                " FROM flow_publications WHERE revision IS NOT NULL ORDER BY row DESC LIMIT 1)"
            ).fetchone()
        return f"({version})" in source

    def revision_of(version):
        with closing(sqlite3.connect(f"file:{server.record}?mode=ro", uri=True)) as record:
            for revision, source in record.execute(
                    "SELECT revision, CAST(source AS TEXT) FROM flow_revisions"):
                if f"Welcome ({version})" in source:
                    return revision
        raise AssertionError(f"no revision says {version}")

    def judge(crowd):
        """Everybody heard every word of their version once and in order, and none of another."""
        for person, version in crowd.people:
            heard = words_of_bot(person)
            wanted = [f"Welcome ({version}).", f"Your name? ({version})"]
            wanted += [f"Well. ({version})"] if version == "three" else []
            wanted += [f"Your age? ({version})", f"A number, please. ({version})",
                       f"Your town? ({version})", f"Sam, 41, Hull ({version})"]
            assert heard == wanted
            kept = server.events(person.conversation)
            assert list(kept) == list(range(1, len(kept) + 1))
            said = [e for e in kept.values() if e["event"] == "said" and e["by"] == "customer"]
            assert [e["text"] for e in said] == ["Sam", "old", "41", "Hull"]
            assert len({e["cid"] for e in said}) == 4

    asyncio.run(story())
    assert server.verify()[0] == 0, server.verify()[1]
    status = done(server, "status", "--log")
    assert "rollback" in status and "refuse" in status


def test_a_hotfix_reaches_who_talks_already_and_survives_a_kill(make_server, flows):
    server = make_server(flows=flows).start()

    async def story():
        crowd = Crowd(server)
        try:
            await crowd.arrive(CROWD, "one")
            await crowd.everybody("Sam", "Your age? (@)")
            write(flows, "mended")
            out = await asyncio.to_thread(done, server, "hotfix")
            assert f"{CROWD} conversations under way" in out
            crowd.carry_over("mended")
            await crowd.everybody("old", "A number, please. (@)")
            server.kill()
            await asyncio.to_thread(server.start)
            await crowd.everybody("41", "Your town? (@)")
            write(flows, "more", ("end: captured", "end: resolved"))
            refused = await asyncio.to_thread(flow, server, "hotfix")
            assert refused.returncode == 1 and "more than texts" in refused.stderr
            await crowd.everybody("Hull", "Sam, 41, Hull (@)")
        finally:
            await crowd.leave()

    asyncio.run(story())
    assert server.verify()[0] == 0


def test_waiting_talks_move_to_another_revision(make_server, flows):
    server = make_server(flows=flows).start()

    async def story():
        crowd = Crowd(server)
        try:
            await crowd.arrive(5, "one")
            await crowd.everybody("Sam", "Your age? (@)")
            await crowd.arrive(2, "one")
            old = done(server, "status").split()[2]
            write(flows, "two", ("      into: name\n", "      into: name\n      id: whole\n"))
            done(server, "publish")
            moved = await asyncio.to_thread(flow, server, "migrate", "--from", old)
            assert moved.returncode == 1
            assert "5 conversations moved" in moved.stdout and "2 stayed" in moved.stdout
            assert moved.stdout.count("stays: there is no step t.start.name") == 2
            for person, _ in crowd.people[:5]:
                await person.say("old")
                await crowd.hears(person, "A number, please. (two)")
            for person, _ in crowd.people[5:]:
                await person.say("Sam")
                await crowd.hears(person, "Your age? (one)")
        finally:
            await crowd.leave()

    asyncio.run(story())
    assert server.verify()[0] == 0


def test_a_rollback_holds_until_something_is_published(make_server, flows):
    server = make_server(flows=flows).start()
    first = done(server, "status").split()[2]
    write(flows, "two")
    done(server, "publish", "--author", "ana")
    assert "the files are as they were" in done(server, "rollback")
    assert first in done(server, "status").splitlines()[0]
    server.end()
    server.start()
    assert first in done(server, "status").splitlines()[0]
    assert "rolled back" in "".join(server.said)
    done(server, "publish")
    assert first not in done(server, "status").splitlines()[0]


def test_flows_are_compared_in_words(make_server, flows, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(flows, copy)
    alike = run("flow", "diff", flows, copy)
    assert alike.returncode == 0 and "do not differ" in alike.stdout
    write(copy, "one", ("      into: town\n", "      into: town\n      retries: 1\n"))
    differing = run("flow", "diff", flows, copy)
    assert differing.returncode == 1
    assert "t.more.town: retries added: 1" in differing.stdout
    server = make_server(flows=flows).start()
    write(flows, "two")
    assert "a hotfix is possible" in flow(server, "diff").stdout
    assert "Your town? (one)" in flow(server, "diff").stdout


def test_a_test_that_fails_keeps_the_flows_from_being_published(make_server, flows):
    (flows / "tests").mkdir()
    (flows / "tests" / "t.test.yaml").write_text("""\
flow: t
cases:
  - name: greets
    chat:
      - bot: Welcome (one).
      - bot: Your name? (one)
    expect: { at: start }
""")
    server = make_server(flows=flows).start()
    serving = done(server, "status").split()[2]
    write(flows, "two")
    refused = flow(server, "publish")
    assert refused.returncode == 1 and "0 passed, 1 failed" in refused.stderr
    assert "t.test.yaml:5:" in refused.stderr
    status = done(server, "status")
    assert serving in status and "1 tests in" in status
    done(server, "hotfix", "--skip-tests")
    assert serving not in done(server, "status").splitlines()[0]


def test_a_watched_folder_is_published_when_it_has_come_to_rest(make_server, flows):
    server = make_server(flows=flows, settings={"folders.watch_flows": "true"}).start()
    serving = done(server, "status").split()[2]
    write(flows, "bad", ("- goto: more", "- goto: mroe"))
    eventually(lambda: any("were not published" in line for line in server.said), patience=60)
    assert serving in done(server, "status").splitlines()[0]
    write(flows, "two")
    eventually(lambda: any("published flows" in line for line in server.said), patience=60)
    status = done(server, "status", "--log")
    assert serving not in status.splitlines()[0] and "watch" in status
    assert server.end() == 0


def test_without_a_server_the_operator_is_told_so(make_server, flows):
    server = make_server(flows=flows)
    answer = flow(server, "publish")
    assert answer.returncode == 69
    assert "start one first" in answer.stderr


def test_recorded_talks_are_played_by_changed_flows(make_server, flows, tmp_path):
    server = make_server(flows=flows).start()

    async def story():
        crowd = Crowd(server)
        try:
            await crowd.arrive(4, "one")
            await crowd.everybody("Sam", "Your age? (@)")
            for person, _ in crowd.people[:3]:
                await person.say("41")
                await crowd.hears(person, "Your town? (one)")
            for person, _ in crowd.people[:2]:
                await person.say("Hull")
                await crowd.hears(person, "Sam, 41, Hull (one)")
        finally:
            await crowd.leave()

    asyncio.run(story())
    same = flow(server, "replay")
    assert same.returncode == 0 and "4 are as before" in same.stdout
    changed = tmp_path / "changed"
    shutil.copytree(flows, changed)
    # Nobody of 41 is asked for the town any more.
    write(changed, "one", ("    - ask: \"Your town?",
                           "    - if: age > 40\n      then: done\n    - ask: \"Your town?"),
          ("    - say: \"{{ name }}",
           "    - goto: done\n  done:\n    - say: \"{{ name }}"),
          ("{{ town }}", "{{ default(town, '-') }}"))
    other = flow(server, "replay", "--against", changed)
    assert other.returncode == 1, other.stdout + other.stderr
    lines = other.stdout.splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "#1  captured by another way", "#2  captured by another way",
        "#3  open at t.more.town -> captured"]
    assert lines[1] == "  parts after t.more.age, \"41\": then asks t.more.town, now ends captured"
    assert "1 end differently, 2 go another way to the same end, 1 are as before" in other.stdout
    early = flow(server, "replay", "--against", changed, "--limit", "1")
    assert early.returncode == 0 and "1 conversations played" in early.stdout


def test_a_drawing_shows_how_often_each_step_was_reached(make_server, flows):
    server = make_server(flows=flows).start()

    async def story():
        crowd = Crowd(server)
        try:
            await crowd.arrive(5, "one")
            for person, _ in crowd.people[:3]:
                await person.say("Sam")
                await crowd.hears(person, "Your age? (one)")
        finally:
            await crowd.leave()

    asyncio.run(story())
    first = done(server, "status").split()[2]
    for style, words in (("text", "5 visits"), ("mermaid", "5 visits"), ("dot", "5 visits"),
                         ("svg", ">5, -40%<")):
        assert words in done(server, "graph", "t", "--stats", "7d", "--format", style)
    drawn = done(server, "graph", "t", "--stats", "1d")
    assert "t.start.name: 5 visits, 2 left (40%), 3 answered in about " in drawn
    write(flows, "two")
    done(server, "publish")
    assert "5 visits" in done(server, "graph", "t", "--stats", "1d"), "steps keep their names"
    second = done(server, "status").split()[2]
    assert "5 visits" not in done(server, "graph", "t", "--stats", "1d", "--revision", second)
    assert "5 visits" in done(server, "graph", "t", "--stats", "1d", "--revision", first)
    assert server.verify()[0] == 0
