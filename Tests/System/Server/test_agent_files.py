"""Files from the agent's side: sent from a shell and from the terminal, saved and opened, once."""

import asyncio
import base64
import hashlib
import json
import socket
import stat
import threading

import pytest

from desk_client import Line
from file_sending import fetched, grant, png, send
from identity_tokens import SECRET, claims, shared
from test_agent_shell import Shell

ON = {"files.enabled": "true"}


@pytest.fixture
def desk(make_server, tmp_path):
    """A desk that takes files, with Maya at a shell and Ana's conversation hers."""
    server = make_server(settings=ON).start()
    server.add_agent(role="supervisor")
    shell = Shell(server, tmp_path / "state")
    assert shell.log_in().returncode == 0
    return server, shell


async def taken(server):
    """Ana's line and conversation, which Maya's has; and Maya's line."""
    ana = await Line.open(server)
    await ana.greet_customer()
    conversation, _ = await ana.start(language="en")
    maya = await Line.open(server, origin=None)
    await maya.greet_agent()
    assert (await maya.do("take", conversation, over=True))["type"] == "ack"
    return ana, conversation, maya


async def give(ana, server, conversation, data, name="photo.png", media="image/png", text=""):
    address = (await grant(ana, conversation, name, len(data), media))["upload"]
    receipt = send(server, address, data).json["receipt"]
    assert (await ana.do("say", conversation, text=text, file=receipt))["type"] == "ack"


def files_of(shell, number=1):
    told = shell.run("conversation", "show", number, "--json").stdout.splitlines()
    return [event["file"] for event in map(json.loads, told) if "file" in event]


def test_a_file_is_sent_from_a_shell_once_and_whole(desk, tmp_path):
    server, shell = desk
    photo = png(extra=bytes(700_000))
    path = tmp_path / "my photo.png"
    path.write_bytes(photo)

    async def story():
        ana, conversation, _ = await taken(server)
        done = await asyncio.to_thread(
            shell.run, "conversation", "reply", 1, "Your", "photo", "--file", path)
        assert (done.returncode, done.stdout) == (0, "sent to #1\n"), done.stderr
        [file] = await asyncio.to_thread(files_of, shell)
        digest = base64.urlsafe_b64encode(hashlib.sha256(photo).digest()).rstrip(b"=").decode()
        assert file == {"id": digest, "name": "my photo.png", "size": len(photo),
                        "media": "image/png"}
        assert (await fetched(ana, server, conversation, digest)).body == photo
        shown = (await asyncio.to_thread(shell.run, "conversation", "show", 1)).stdout
        assert f"Your photo\n    | file my photo.png, 700 kB, image/png" in shown
        # Without words, by a script.
        script = json.dumps({"id": "7", "do": "upload", "number": 1, "path": str(path)}) + "\n"
        told = await asyncio.to_thread(
            shell.run, "agent", "open", "--json", "--observer", stdin=script)
        assert told.returncode == 0, told.stdout
        lines = [json.loads(line) for line in told.stdout.splitlines()]
        assert [line["size"] for line in lines if line["type"] == "sending"] == [len(photo)] * 2
        assert [line["type"] for line in lines if line.get("re") == "7"][-1] == "done"
        assert len(await asyncio.to_thread(files_of, shell)) == 2

    asyncio.run(story())


class Cutter:
    """A line to the desk that loses the answer to one piece of a file: the desk has it, nobody knows."""

    def __init__(self, desk_port, lost):
        self.desk_port, self.lost, self.posts = desk_port, lost, 0
        self.door = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            near, _ = self.door.accept()
            threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near):
        far = socket.create_connection(("127.0.0.1", self.desk_port))
        first = near.recv(65536)
        far.sendall(first)
        if first.startswith(b"POST"):
            self.posts += 1
        loses = first.startswith(b"POST") and self.posts == self.lost
        threading.Thread(target=self._pipe, args=(near, far), daemon=True).start()
        self._pipe(far, near, loses)

    @staticmethod
    def _pipe(one, other, loses=False):
        try:
            while data := one.recv(65536):
                if loses:
                    break
                other.sendall(data)
            for end in (one, other):
                end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def test_a_sending_that_is_cut_goes_on_and_is_said_once(desk, tmp_path):
    server, _ = desk
    photo = png(extra=bytes(900_000))
    (tmp_path / "photo.png").write_bytes(photo)
    cutter = Cutter(server.port, lost=2)
    shell = Shell(cutter, tmp_path / "other")
    assert shell.log_in().returncode == 0

    async def story():
        ana, conversation, _ = await taken(server)
        told = await asyncio.to_thread(
            shell.run, "conversation", "reply", 1, "--json", "--file", tmp_path / "photo.png")
        assert told.returncode == 0, told
        sending = [line for line in map(json.loads, told.stdout.splitlines())
                   if line["type"] == "sending"]
        assert any("why" in line for line in sending), "nothing was cut"
        places = [line["at"] for line in sending if "at" in line]
        assert places == sorted(set(places)), "something was sent twice"
        # Four pieces; one is asked about twice.
        assert cutter.posts == 5
        [file] = await asyncio.to_thread(files_of, shell)
        assert (await fetched(ana, server, conversation, file["id"])).body == photo

    asyncio.run(story())


BAD = {
    "a program": ("run.exe", b"MZ\0\0", "of a type nobody knows"),
    "a page under the name of a picture": ("a.png", b"<script>", "of a type nobody knows"),
    "nothing": ("a.png", b"", "is empty"),
    "too much": ("a.png", None, "at most 10.5 MB"),
}


@pytest.mark.parametrize("kind", list(BAD))
def test_what_is_not_taken_is_said_before_it_is_sent(desk, tmp_path, kind):
    server, shell = desk
    name, data, words = BAD[kind]
    path = tmp_path / name
    path.write_bytes(png(extra=bytes(11 << 20)) if data is None else data)

    async def story():
        await taken(server)
        refused = await asyncio.to_thread(
            shell.run, "conversation", "reply", 1, "x", "--file", path)
        assert refused.returncode == 1 and words in refused.stderr, refused
        assert await asyncio.to_thread(files_of, shell) == []

    asyncio.run(story())


def test_what_is_no_file_is_said(desk, tmp_path):
    server, shell = desk

    async def story():
        await taken(server)
        for path in (tmp_path, tmp_path / "none.png", "/dev/zero"):
            refused = await asyncio.to_thread(
                shell.run, "conversation", "reply", 1, "--file", path)
            assert refused.returncode == 1 and "frontdesk: " in refused.stderr, refused

    asyncio.run(story())


def plain(shell, tmp_path, *lines, **environment):
    return shell.run("agent", "open", "--plain", stdin="\n".join(lines) + "\n",
                     HOME=str(tmp_path), XDG_DOWNLOAD_DIR=str(tmp_path / "down"), **environment)


def test_a_file_is_saved_beside_others_and_never_over_them(desk, tmp_path):
    server, shell = desk
    photo = png(extra=bytes(500_000))

    async def story():
        ana, conversation, maya = await taken(server)
        await give(ana, server, conversation, photo, "../../evil\u202e.png", text="Look")
        await maya.close()
        for name in ("evil.png", "evil (2).png"):
            told = await asyncio.to_thread(plain, shell, tmp_path, "/open #1", "/save-file")
            assert f"saved as {tmp_path}/down/{name}" in told.stdout, told
            saved = tmp_path / "down" / name
            assert saved.read_bytes() == photo
            assert stat.S_IMODE(saved.stat().st_mode) == 0o600
        assert "(anonymous): Look\n    | file evil.png, " in told.stdout

    asyncio.run(story())


def test_a_file_is_opened_by_the_program_that_the_agent_has_for_it(desk, tmp_path):
    server, shell = desk
    program = tmp_path / "show"
    program.write_text(f"""#!/bin/sh
echo "$#" "$@" > {tmp_path}/told
cp "$2" {tmp_path}/copy
touch {tmp_path}/done
""")
    program.chmod(0o755)
    photo = png()

    async def story():
        ana, conversation, maya = await taken(server)
        await give(ana, server, conversation, photo, "run.desktop")
        await maya.close()
        told = await asyncio.to_thread(
            plain, shell, tmp_path, "/open #1", "/open-file", "/save-file",
            FRONTDESK_AGENT_OPEN_COMMAND=f"[{program}, --now]")
        assert "opening run.desktop" in told.stdout, told
        async with asyncio.timeout(10):
            while not (tmp_path / "done").exists():
                await asyncio.sleep(0.02)
        count, first, path = (tmp_path / "told").read_text().split()
        assert (count, first) == ("2", "--now")
        assert path.endswith("/opened/run.desktop.png")
        assert (tmp_path / "copy").read_bytes() == photo

    asyncio.run(story())


def test_the_terminal_sends_a_file_with_its_words(desk, tmp_path):
    server, shell = desk
    (tmp_path / "my label.png").write_bytes(png(extra=bytes(600_000)))

    async def story():
        _, _, maya = await taken(server)
        told = await asyncio.to_thread(
            plain, shell, tmp_path, "/open #1", r"/upload ~/my\ label.png Your label")
        assert told.returncode == 0, told
        assert "you: Your label\n    | file my label.png, " in told.stdout, told.stdout
        assert [file["name"] for file in await asyncio.to_thread(files_of, shell)] == [
            "my label.png"]
        await maya.close()

    asyncio.run(story())


def test_who_a_customer_is_stands_on_every_line_and_no_agent_changes_what_is_signed(
        make_server, tmp_path):
    secret = tmp_path / "shop.secret"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    settings = tmp_path / "frontdesk.yaml"
    settings.write_text(f"""
sites:
  demo:
    origins: [self]
    identity: optional
    issuer: shop.example
    keys:
      - {{id: k1, algorithm: HS256, file: {secret}}}
""")
    server = make_server(config=settings).start()
    server.add_agent(role="supervisor")
    shell = Shell(server, tmp_path / "state")
    assert shell.log_in().returncode == 0

    async def listed():
        return (await asyncio.to_thread(shell.run, "conversation", "list")).stdout

    async def story():
        bob, conversation, maya = await taken(server)
        assert "guest (anonymous): " in await listed()
        assert (await bob.do("identify", conversation, name="Bob"))["type"] == "ack"
        assert "Bob (claimed): " in await listed()
        ana = await Line.open(server)
        await ana.send(type="hello", **{"as": "customer"}, site="demo", identity=shared(claims()))
        assert (await ana.until(type="welcome"))["verified"] is True
        hers, _ = await ana.start(language="en")
        assert (await maya.do("take", hers, over=True))["type"] == "ack"
        assert "Ana Perez (verified): " in await listed()
        refused = await maya.do("identify", hers, name="Eve", email="eve@example.com")
        assert refused["code"] == "not_allowed" and "vouches" in refused["why"]
        card = await asyncio.to_thread(plain, shell, tmp_path, "/open #2", "/card")
        assert "identity   ✓ verified\n" in card.stdout and "plan       gold\n" in card.stdout
        assert "(claimed)" not in card.stdout
        await maya.close()

    asyncio.run(story())
