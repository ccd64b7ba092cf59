"""Whom a site's signature lets in, and whom it does not, with tokens made outside the desk.

Finding: `identify({id, token})` took both and dropped them; no signed identity existed.
"""

import asyncio
import base64
import os
import time

import pytest

from desk_client import Line
from identity_tokens import SECRET, KeyPair, base64url, claims, shared, signed_part


@pytest.fixture
def desk(make_server, tmp_path):
    """A desk whose site signs, with a key of each kind."""
    keys = KeyPair(tmp_path)
    secret = tmp_path / "shop.secret"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)

    def make(policy="optional"):
        settings = tmp_path / "frontdesk.yaml"
        settings.write_text(f"""
sites:
  demo:
    origins: [self]
    identity: {policy}
    issuer: shop.example
    keys:
      - {{id: k1, algorithm: HS256, file: {secret}}}
      - {{id: k2, algorithm: EdDSA, file: {keys.public}}}
""")
        server = make_server(config=settings).start()
        server.keys = keys
        return server

    return make


async def hello(server, **fields):
    """The answer to a hello: a welcome, or why not; and the line."""
    line = await Line.open(server)
    await line.send(type="hello", **{"as": "customer"}, site="demo", **fields)
    return await line.hear(), line


def answer(server, **fields):
    async def ask():
        frame, line = await hello(server, **fields)
        await line.close()
        return frame

    return asyncio.run(ask())


def test_one_person_has_their_conversation_on_every_device(desk):
    server = desk()

    async def story():
        welcome, phone = await hello(server, identity=shared(claims()))
        assert welcome["verified"] is True and welcome["token"]
        conversation, token = await phone.start(language="en", name="Eve", email="eve@example.com")
        assert token is None
        welcome, laptop = await hello(server, identity=server.keys.sign(claims()))
        assert welcome["conversation"] == conversation
        await laptop.send(
            type="follow", conversation=conversation, epoch=welcome["epoch"], after=0)
        who = await laptop.until(type="event", event="identified")
        assert who["verified"] is True and who["email"] == "u-17@example.com"
        assert "attributes" not in who and "customer" not in who
        other, _ = await hello(server, identity=shared(claims("u-18")))
        assert "conversation" not in other or other["conversation"] is None

    asyncio.run(story())


def test_a_talk_begun_before_signing_in_goes_on_under_their_name(desk):
    server = desk()

    async def story():
        _, stranger = await hello(server)
        conversation, token = await stranger.start(language="en")
        welcome, ana = await hello(server, token=token, identity=shared(claims()))
        assert welcome["conversation"] == conversation
        said = await ana.do("say", conversation, text="My parcel is late")
        assert said["type"] == "ack"
        refused = await stranger.do("say", conversation, text="It is still mine")
        assert refused["code"] == "not_found"
        again, _ = await hello(server, token=token)
        assert not again.get("conversation") and "verified" not in again

    asyncio.run(story())


def forged():
    """Tokens that nobody may come in with, and what is said of them."""
    now = int(time.time())
    good = shared(claims())
    head, body, signature = good.split(".")
    none = signed_part(claims(), {"alg": "none", "kid": "k1"}) + "."
    return {
        "forged": (f"{head}.{body}.{base64url(os.urandom(32))}", "signature"),
        "of another secret": (shared(claims(), secret="x" * 40), "signature"),
        "changed": (f"{head}.{base64url(b'{}')}.{signature}", "signature"),
        "unsigned": (none, "alg"),
        "confused": (shared(claims(), algorithm="EdDSA"), "alg"),
        "of a key that is gone": (shared(claims(), kid="k0"), "no key"),
        "expired": (shared(claims(iat=now - 900, exp=now - 600)), "expired"),
        "for too long": (shared(claims(exp=now + 86_400)), "600 seconds"),
        "of the future": (shared(claims(iat=now + 7200, exp=now + 7300)), "clock"),
        "foreign": (shared(claims(aud="other")), "aud"),
        "of another issuer": (shared(claims(iss="evil.example")), "iss"),
        "nameless": (shared(claims(jti=None)), "jti"),
        "of nobody": (shared(claims(sub="")), "sub"),
        "no token": ("hello", "no token"),
        "huge": ("x" * 5000, "4096"),
    }


@pytest.mark.parametrize("kind", list(forged()))
def test_a_bad_token_is_refused_with_what_to_change(desk, kind):
    token, word = forged()[kind]
    frame = answer(desk(), identity=token)
    assert frame["type"] == "refused" and frame["final"] is True, frame
    assert word in frame["why"], frame


def test_the_public_key_is_no_shared_secret(desk):
    server = desk()
    body = "".join(server.keys.public.read_text().splitlines()[1:-1])
    for secret in (server.keys.public.read_text(), base64.b64decode(body)[12:].decode("latin-1")):
        token = shared(claims(), secret=secret, kid="k2")
        assert "alg" in answer(server, identity=token)["why"]


def test_a_token_that_was_overheard_lets_nobody_in_elsewhere(desk):
    server = desk()
    token = shared(claims())
    assert answer(server, identity=token)["type"] == "welcome"
    # Its answer was lost: the same page asks again.
    assert answer(server, identity=token)["type"] == "welcome"

    async def elsewhere():
        line = await Line.open(server, local_addr=("127.0.0.9", 0))
        await line.send(type="hello", **{"as": "customer"}, site="demo", identity=token)
        return await line.hear()

    refused = asyncio.run(elsewhere())
    assert refused["type"] == "refused" and "used elsewhere" in refused["why"]


@pytest.mark.parametrize("end", ["kill", "end"])
def test_a_token_that_was_used_stays_used_over_a_restart(desk, end):
    server = desk()
    token = shared(claims())
    assert answer(server, identity=token)["type"] == "welcome"
    getattr(server, end)()
    server.start()

    async def elsewhere():
        line = await Line.open(server, local_addr=("127.0.0.9", 0))
        await line.send(type="hello", **{"as": "customer"}, site="demo", identity=token)
        return await line.hear()

    refused = asyncio.run(elsewhere())
    assert refused["type"] == "refused" and "used elsewhere" in refused["why"], refused
    # The page whose answer was lost comes in.
    assert answer(server, identity=token)["type"] == "welcome"


def test_signing_in_writes_nothing_into_what_is_over_for_good(desk):
    server = desk()
    server.add_agent(role="supervisor")

    async def story():
        _, phone = await hello(server, identity=shared(claims()))
        conversation, _ = await phone.start(language="en")
        await phone.do("say", conversation, text="Where is it?")
        agent = await Line.open(server, origin=None)
        await agent.greet_agent()
        assert (await agent.do("take", conversation, over=True))["type"] == "ack"
        assert (await agent.do("resolve", conversation))["type"] == "ack"
        assert (await agent.do("close", conversation))["type"] == "ack"
        before = server.events(conversation)
        await hello(server, identity=shared(claims(email="another@example.com")))
        assert server.events(conversation) == before

    asyncio.run(story())


def test_where_it_is_required_nobody_else_chats(desk):
    server = desk("required")
    refused = answer(server)
    assert refused["code"] == "identity" and refused["final"] is True
    welcome = answer(server, identity=shared(claims()))
    assert welcome["verified"] is True
    # Until they sign out, or half a day later, the token that they were given is enough.
    assert answer(server, token=welcome["token"])["verified"] is True


def test_where_it_is_off_tokens_mean_nothing(desk):
    welcome = answer(desk('"off"'), identity=shared(claims()))
    assert welcome["type"] == "welcome" and "verified" not in welcome


def test_signing_out_ends_one_device(desk):
    server = desk()

    async def story():
        one, phone = await hello(server, identity=shared(claims()))
        two, _ = await hello(server, identity=shared(claims()))
        await phone.send(type="logout")
        assert await phone.closed() == 4001
        gone, _ = await hello(server, token=one["token"])
        assert "verified" not in gone
        there, _ = await hello(server, token=two["token"])
        assert there["verified"] is True

    asyncio.run(story())


@pytest.mark.parametrize(("change", "word"), [
    (lambda path: path.chmod(0o644), "chmod 600"),
    (lambda path: path.write_text("short"), "32 bytes"),
    (lambda path: path.unlink(), "there is no file"),
])
def test_a_bad_key_file_is_refused_at_the_start_with_words(desk, tmp_path, change, word):
    server = desk()
    server.end()
    change(tmp_path / "shop.secret")
    code, words = server.refuses_to_start()
    assert code == 78 and word in words and "demo" in words, words
