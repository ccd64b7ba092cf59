"""What is due at a mirror costs the same however much waits: after an outage it catches up quickly."""

import time


from mirror_receiver import mirrored_to, receiving
from record_maker import fill
from running_desk import run


def waits_for(server, conversations, length):
    """A record in which every event of every conversation waits for the mirror."""
    fill(server.record, conversations=conversations, length=length, mirror="tickets")


def catch_up(make_server, tmp_path, conversations, length):
    """Deliveries a second from the first to the last, with their order checked."""
    with receiving() as receiver:
        server = make_server(
            config=mirrored_to(receiver, tmp_path, run("mirror", "secret").stdout.strip()))
        server.start()
        assert server.end() == 0
        waits_for(server, conversations, length)
        wanted = conversations * length
        server.start()
        begun = time.monotonic()
        while len(receiver.heard) < wanted:
            assert time.monotonic() - begun < 240, f"only {len(receiver.heard)} came"
            time.sleep(0.05)
        rate = wanted / (time.monotonic() - begun)
        latest = {}
        for identity, _ in receiver.heard:
            _, conversation, seq = identity.split(":")
            assert int(seq) == latest.get(conversation, 0) + 1, "out of order, or twice"
            latest[conversation] = int(seq)
        assert server.end() == 0
    return rate


def test_two_thousand_events_catch_up_as_fast_as_twenty_thousand(make_server, tmp_path):
    rates = {}
    for name, conversations, length in (("few", 8, 250), ("many", 8, 2500), ("wide", 1000, 10)):
        folder = tmp_path / name
        folder.mkdir()
        rates[name] = catch_up(
            lambda **options: make_server(folder=folder / "data", **options), folder,
            conversations, length)
        print(f"{name}: {conversations} x {length}: {rates[name]:.0f} deliveries/s")
    # It was 110 a second of 20,000 against many times that of 2,000.
    assert rates["many"] > rates["few"] / 3
    assert rates["wide"] > rates["few"] / 4
    assert rates["many"] > 300
