"""Behind a reverse proxy the same limits hold, for those whom it brings and nobody else."""

import asyncio
import contextlib
import http.client
import json

import pytest
import websockets

from desk_client import Line
from proxy import Proxy
from running_desk import PASSWORD, eventually

LIMITED = {"limits.loopback_exempt": "false"}


@pytest.fixture
def behind(make_server, tmp_path):
    """A desk with settings of its own, and nginx before it."""
    proxies = []

    def make(trusted=True, **settings):
        settings = {name.replace("__", "."): value for name, value in settings.items()}
        if trusted:
            settings["trusted_proxies"] = "[127.0.0.1]"
        server = make_server(settings={**LIMITED, **settings})
        proxy = Proxy(tmp_path / "nginx", server.port)
        proxies.append(proxy)
        server.settings["public_url"] = proxy.origin
        return server, proxy

    yield make
    for proxy in proxies:
        proxy.stop()


async def come(proxy, address, **options):
    """A connection of the client with that address."""
    return await Line.open(
        proxy, additional_headers={"X-Test-Client": address, **options.pop("headers", {})},
        **options)


async def refusal(opening):
    """The status, fields and words a websocket is refused with."""
    with pytest.raises(websockets.InvalidStatus) as refused:
        await opening
    answer = refused.value.response
    return answer.status_code, answer.headers, answer.body.decode()


def page(port, path="/", **headers):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", path, headers=headers)
    answer = line.getresponse()
    return answer.status, answer.headers, answer.read().decode()


async def starts(proxy, addresses):
    """Each begins a conversation on a connection of its own; how many may."""
    answers = []
    for address in addresses:
        line = await come(proxy, address)
        await line.greet_customer()
        answers.append(await line.do("start"))
        await line.close()
    return answers


async def login(proxy, address, password):
    line = await come(proxy, address, origin=None)
    await line.send(type="hello", **{"as": "agent"}, user="maya", password=password, device="t")
    frame = await line.hear()
    await line.close()
    return frame


def test_starts_are_counted_by_the_client_behind_the_proxy(behind):
    """finding: set up as recommended, one client began forty conversations where five were allowed."""
    server, proxy = behind(limits__starts_per_address="6/h")
    server.start()

    async def play():
        answers = await starts(proxy, ["198.51.100.7"] * 8)
        assert [answer["type"] for answer in answers] == ["ack"] * 6 + ["nack"] * 2
        refused = answers[-1]
        assert refused["code"] == "too_many" and not refused["final"]
        assert 0 < refused["after"] <= 3_601_000
        assert all(answer["type"] == "ack" for answer in await starts(proxy, ["198.51.100.8"] * 6))

    asyncio.run(play())


def test_an_ipv6_customer_is_counted_by_the_network_of_64_bits(behind):
    """finding: ten starts from one /64 were all accepted."""
    server, proxy = behind(limits__starts_per_address="6/h", limits__per_address="4")
    server.start()

    async def play():
        hosts = [f"2001:db8:1:2::{number:x}" for number in range(10)]
        answers = await starts(proxy, hosts)
        assert [answer["type"] for answer in answers] == ["ack"] * 6 + ["nack"] * 4
        assert (await starts(proxy, ["2001:db8:1:3::1"]))[0]["type"] == "ack"
        for host in hosts[:4]:
            await come(proxy, host)
        status, _, words = await refusal(come(proxy, hosts[9]))
        assert status == 429 and "from 2001:db8:1:2::/64, at most 4" in words

    asyncio.run(play())


def test_connections_are_counted_by_the_client_behind_the_proxy(behind):
    """finding: three hundred open connections of one forwarded client; and an answer, not silence."""
    server, proxy = behind(limits__per_address="5")
    server.start()

    async def play():
        first = [await come(proxy, "198.51.100.7") for _ in range(5)]
        status, fields, words = await refusal(come(proxy, "198.51.100.7"))
        assert status == 429 and int(fields["Retry-After"]) > 0
        assert "too many connections at once from 198.51.100.7, at most 5" in words
        # Pages too, and a page may read why from where it is.
        status, fields, words = page(proxy.port, **{"X-Test-Client": "198.51.100.7"})
        assert status == 429 and "too many connections" in words
        assert fields["Access-Control-Allow-Origin"] == "*"
        # Many more come through the same proxy, which is one address itself.
        for number in range(20):
            await come(proxy, f"198.51.100.{100 + number}")
        assert page(proxy.port, **{"X-Test-Client": "198.51.100.8"})[0] == 200
        # One that went makes room.
        await first[0].close()
        async with asyncio.timeout(10):
            while True:
                with contextlib.suppress(websockets.InvalidStatus):
                    return await come(proxy, "198.51.100.7")
                await asyncio.sleep(0.05)

    asyncio.run(play())


def test_wrong_passwords_of_one_client_keep_nobody_else_out(behind):
    """finding: three wrong passwords by anybody, and the true agent had to wait."""
    server, proxy = behind()
    server.start()
    server.add_agent()

    async def play():
        for _ in range(6):
            assert (await login(proxy, "198.51.100.7", "wrong password"))["type"] == "refused"
        waits = await login(proxy, "198.51.100.7", PASSWORD)
        assert waits["type"] == "refused" and waits["code"] == "too_many", waits
        assert (await login(proxy, "198.51.100.8", PASSWORD))["type"] == "welcome"

    asyncio.run(play())


def test_loopback_is_exempt_from_nothing_unless_the_settings_say_so(make_server):
    """finding: loopback_exempt: false did not touch the limit of starts."""
    for exempt in ("false", "true"):
        server = make_server(settings={
            "limits.loopback_exempt": exempt, "limits.starts_per_address": "3/h",
            "limits.per_address": "4"}).start()

        async def play():
            answers = []
            for _ in range(4):
                line = await Line.open(server)
                await line.greet_customer()
                answers.append((await line.do("start"))["type"])
            fifth = None
            with contextlib.suppress(websockets.InvalidStatus):
                fifth = await Line.open(server)
            return answers, fifth is not None

        answers, has_fifth = asyncio.run(play())
        assert answers == ["ack"] * 3 + (["ack"] if exempt == "true" else ["nack"])
        assert has_fifth == (exempt == "true")
        server.stop()


HOSTILE = [
    {},
    {"X-Forwarded-For": ""},
    {"X-Forwarded-For": "garbage"},
    {"X-Forwarded-For": "1.2.3.4, unknown"},
    {"X-Forwarded-For": "127.0.0.1"},
    {"X-Forwarded-For": "::1, 127.0.0.1"},
    {"X-Forwarded-For": "[2001:db8::1"},
    {"X-Forwarded-For": "fe80::1%eth0"},
    {"X-Forwarded-For": "9" * 7000},
    {"X-Forwarded-For": ", ".join(["127.0.0.1"] * 600)},
    {"X-Real-IP": "203.0.113.1", "Forwarded": "for=203.0.113.1"},
]


def test_what_a_proxy_says_in_no_readable_way_counts_as_the_proxy(make_server):
    """None, unreadable, all proxies, another field: one shared allowance, never an exemption."""
    server = make_server(settings={
        "trusted_proxies": "[127.0.0.1, \"::1\"]", "limits.loopback_exempt": "true",
        "limits.per_address": "4"}).start()

    async def play():
        async def come(headers):
            return await Line.open(server, additional_headers=headers)

        held = [await come(headers) for headers in HOSTILE[:4]]
        for headers in HOSTILE:
            status, _, words = await refusal(come(headers))
            assert status == 429 and "from 127.0.0.1, at most 4" in words, headers
        # What can be read is counted as what it is, however it is written.
        spellings = ["198.51.100.7", "::ffff:198.51.100.7", "198.51.100.7:4711",
                     "6.6.6.6, 198.51.100.7", "[::ffff:198.51.100.7]:1, 127.0.0.1"]
        for spelling in spellings[:4]:
            held.append(await come({"X-Forwarded-For": spelling}))
        for spelling in spellings:
            assert (await refusal(come({"X-Forwarded-For": spelling})))[0] == 429, spelling
        two_fields = [("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-For", "198.51.100.7")]
        assert (await refusal(come(two_fields)))[0] == 429
        # A head beyond all bounds is refused as that.
        assert (await refusal(come({"X-Forwarded-For": "1.1.1.1," * 2000})))[0] == 431
        return held

    asyncio.run(play())


def test_a_proxy_that_is_not_named_is_said_once(behind):
    """Forwarded fields from a peer that is not trusted: one line with the setting and the peer."""
    server, proxy = behind(trusted=False, limits__per_address="6")
    server.start()

    async def play():
        lines = [await come(proxy, f"198.51.100.{number}") for number in range(6)]
        # They share the proxy's one allowance.
        assert (await refusal(come(proxy, "198.51.100.77")))[0] == 429
        for line in lines:
            await line.close()

    asyncio.run(play())
    assert eventually(lambda: page(proxy.port)[0] == 200)

    def said():
        return [line for line in server.said if "X-Forwarded-For" in line]

    eventually(said)
    assert len(said()) == 1
    words = json.loads(said()[0])["msg"]
    assert words.startswith("127.0.0.1 sends X-Forwarded-For")
    assert "set trusted_proxies: [127.0.0.1]" in words


def test_those_who_go_on_beyond_the_limit_cost_little_and_leave_nothing(behind):
    """A storm of one client beyond its limit: others are served, and afterwards it is too."""
    server, proxy = behind(limits__per_address="3", limits__half_open="300")
    server.start()

    async def play():
        held = [await come(proxy, "198.51.100.7") for _ in range(3)]
        storm = [refusal(come(proxy, "198.51.100.7")) for _ in range(60)]
        # Only a few at once are told why; nginx says 502 where the desk just closed.
        codes = [code for code, _, _ in await asyncio.gather(*storm)]
        assert set(codes) <= {429, 502} and 429 in codes
        other = await come(proxy, "198.51.100.8")
        await other.greet_customer()
        conversation, _ = await other.start()
        assert (await other.do("say", conversation, text="still served"))["type"] == "ack"
        for line in held:
            await line.close()

    asyncio.run(play())
    assert eventually(
        lambda: page(proxy.port, **{"X-Test-Client": "198.51.100.7"})[0] == 200, patience=20)
