"""What people do in a ticket system reaches the customer by signed requests, once, and nobody else's."""

import asyncio
import base64
import hashlib
import hmac
import json
import subprocess
import sys
import urllib.request

import pytest
from desk_client import Person
from running_desk import ROOT, eventually, run
from test_hooks import ask

STUB = ROOT / "Tests/Peers/ticket-stub.py"
SECRET = "hush-hush-hush"


def zammad(ticket, number, text, state="open"):
    """https://admin-docs.zammad.org/en/latest/manage/webhook/payload.html"""
    jon = {"firstname": "Jon", "email": "jon@example.com"}
    body = json.dumps({
        "ticket": {"id": int(ticket), "state": state, "updated_by": jon, "updated_at": f"2026-12-01T10:00:{number}Z"},
        "article": {"id": number, "body": text, "content_type": "text/plain", "sender": "Agent",
                    "internal": False, "created_by": jon}}).encode()
    return body, {"X-Hub-Signature": "sha1=" + hmac.new(SECRET.encode(), body, hashlib.sha1).hexdigest()}


def zendesk(ticket, number, text, state="open"):
    """https://developer.zendesk.com/documentation/webhooks/verifying/"""
    body = json.dumps({"ticket": ticket, "status": state, "id": str(number), "text": text, "author": "Jon",
                       "email": "jon@example.com", "public": "true"}).encode()
    at = f"2026-12-01T10:00:{number}Z"
    code = hmac.new(SECRET.encode(), at.encode() + body, hashlib.sha256).digest()
    return body, {"X-Zendesk-Webhook-Signature": base64.b64encode(code).decode(),
                  "X-Zendesk-Webhook-Signature-Timestamp": at}


def github(ticket, number, text, state="open"):
    """https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment"""
    jon = {"login": "jon"}
    body = json.dumps({"action": "created", "issue": {"number": int(ticket), "state": state}, "sender": jon,
                       "comment": {"id": number, "body": text, "user": jon}}).encode()
    return body, {"X-Hub-Signature-256": "sha256=" + hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest(),
                  "X-GitHub-Delivery": str(number)}


@pytest.fixture
def stub(request, tmp_path):
    process = subprocess.Popen(
        [sys.executable, STUB, "--system", request.param, "--secret", "s3cret", "--record",
         tmp_path / "asked.jsonl"], stdout=subprocess.PIPE, text=True)
    yield request.param, f"http://{process.stdout.readline().split()[-1]}"
    process.kill()
    process.wait()


def config_of(name, url, folder):
    for file, secret in (("token", "s3cret"), ("hook", SECRET)):
        (folder / file).touch(mode=0o600)
        (folder / file).write_text(secret + "\n", encoding="ascii")
    own = {"account": "bot@example.com"}
    if name == "github":
        own |= {"owner": "acme", "repository": "support"}
    config = folder / "frontdesk.yaml"
    config.write_text(
        "connectors:\n"
        f"  - {{ name: tickets, kind: recipe, recipe: '{ROOT}/config/recipes/{name}.yaml', url: '{url}',\n"
        f"      secret_file: '{folder}/token', hook_secret_file: '{folder}/hook', allow_private: true,\n"
        f"      with: {json.dumps(own)} }}\n", encoding="utf-8")
    return config


def tell(desk, told):
    body, headers = told
    fields = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return ask(desk, "POST /v1/hooks/tickets", f"{fields}Content-Length: {len(body)}\r\n", body)[0]


@pytest.mark.parametrize("stub, shape", [
    ("zammad", zammad), ("zendesk", zendesk), ("github", github)], indirect=["stub"])
def test_an_answer_there_reaches_the_customer_once_and_its_end_is_seen_here(make_server, tmp_path, stub, shape):
    name, url = stub
    config = config_of(name, url, tmp_path)
    desk = make_server(config=config).start()

    def explained(conversation):
        done = run("mirror", "explain", "tickets", conversation, "--config", config, "--data", desk.data, "--json")
        told = json.loads(done.stdout)
        return told if "known_as" in told and not told["waiting"] else None

    async def talk():
        async with Person(desk) as ana:
            await ana.begin()
            await ana.say("My parcel is late")
            known = await asyncio.to_thread(eventually, lambda: explained(ana.conversation), 30, 0.3)
            ticket = known["known_as"]["external"]
            reply = shape(ticket, 41, "It is on its way")
            forged = (reply[0].replace(b"on its way", b"not coming"), reply[1])
            assert await asyncio.to_thread(tell, desk, forged) == 401
            assert await asyncio.to_thread(tell, desk, (reply[0], {})) == 401
            for _ in range(3):
                assert await asyncio.to_thread(tell, desk, reply) == 200
            await asyncio.to_thread(eventually, lambda: "It is on its way" in str(ana.events), 20, 0.2)
            over = shape(ticket, 42, "Done", "closed" if name != "zendesk" else "solved")
            assert await asyncio.to_thread(tell, desk, over) == 200
            await asyncio.to_thread(
                eventually, lambda: any(e.get("event") == "resolved" for e in ana.events), 20, 0.2)
            return ana.conversation

    conversation = asyncio.run(talk())
    said = [e["text"] for e in desk.events(conversation).values()
            if e["event"] == "said" and e["author"].startswith("a:tickets")]
    assert said == ["It is on its way", "Done"]
    # What came from there is not written there again.
    eventually(lambda: explained(conversation), 30, 0.3)
    with urllib.request.urlopen(f"{url}/__tickets", timeout=10) as answer:
        held = answer.read().decode()
    assert "My parcel is late" in held and "not coming" not in held
    assert desk.end() == 0
    assert "not signed" in "".join(desk.said)
    assert SECRET not in "".join(desk.said)


@pytest.mark.parametrize("stub", ["zammad"], indirect=True)
def test_an_agent_who_looks_on_is_told_which_ticket_it_is_and_why_nothing_gets_there(make_server, tmp_path, stub):
    name, url = stub
    desk = make_server(config=config_of(name, url, tmp_path)).start()
    desk.add_agent()

    def place(maya):
        return maya.mirrored[-1][0] if maya.mirrored and maya.mirrored[-1] else {}

    async def wait(condition):
        await asyncio.to_thread(eventually, condition, 30, 0.1)

    async def talk():
        async with Person(desk) as ana, Person(desk, "maya") as maya:
            await maya.welcome.wait()
            await ana.begin()
            await ana.say("agent")
            maya.conversation = ana.conversation
            await maya.do("take")
            await maya.join(ana.conversation)
            await wait(lambda: place(maya).get("external"))
            assert place(maya)["title"] == "Zammad" and place(maya)["url"].startswith(url)
            refusal = urllib.request.Request(
                f"{url}/__next", json.dumps([{"status": 401}]).encode(), method="POST")
            urllib.request.urlopen(refusal, timeout=10).close()
            await ana.say("Is anybody there?")
            await wait(lambda: place(maya).get("why"))
            told = [places[0] for places in maya.mirrored if places and places[0].get("why")][0]
            assert told["why"] == "it does not take the desk's secret" and told["needs_hand"]
            # It is tried again by itself, and nobody has to ask.
            await wait(lambda: "why" not in place(maya) and "since" not in place(maya))
            assert not ana.mirrored

    asyncio.run(talk())
    assert desk.end() == 0


@pytest.mark.parametrize("stub", ["zammad"], indirect=True)
def test_a_ticket_that_is_refused_is_listed_and_tried_again_alone(make_server, tmp_path, stub):
    name, url = stub
    config = config_of(name, url, tmp_path)
    desk = make_server(config=config).start()
    refusal = urllib.request.Request(
        f"{url}/__next", json.dumps([{"status": 422, "verb": "POST"}]).encode(), method="POST")
    urllib.request.urlopen(refusal, timeout=10).close()

    def mirror(*words):
        return run("mirror", *words, "--config", config, "--data", desk.data)

    async def talk():
        async with Person(desk) as ana:
            await ana.begin()
            await ana.say("My parcel is late")
            return ana.conversation

    conversation = asyncio.run(talk())
    listed = eventually(lambda: mirror("dead", "tickets", "--json").stdout, 30, 0.3)
    dead = json.loads(listed.splitlines()[0])
    assert dead["conversation"] == conversation and dead["needs_hand"]
    assert "cannot be carried: it refuses what it is told" in dead["why"]
    assert mirror("replay", "tickets", "nobody").returncode == 1
    done = mirror("replay", "tickets", conversation)
    assert done.returncode == 0 and "1 events are sent to tickets again" in done.stdout, done.stderr
    eventually(lambda: mirror("explain", "tickets", conversation).returncode == 0, 30, 0.3)
    assert mirror("dead", "tickets").stdout == "tickets refused nothing\n"
    assert desk.end() == 0
