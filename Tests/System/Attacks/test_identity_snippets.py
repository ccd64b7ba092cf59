"""What docs/identity.md tells a site's developer to run makes tokens that a real desk believes.

Each program is taken out of the document as it stands there, so that nobody copies what never ran.
"""

import asyncio
import shutil
import subprocess

import pytest

from desk_client import Line
from identity_tokens import SECRET, KeyPair
from running_desk import ROOT

DOCUMENT = (ROOT / "docs/identity.md").read_text(encoding="utf-8")

# Its heading in the document: how a file is named, and what runs it.
LANGUAGES = {
    "Python": ("identity.py", ["python3"]),
    "Node": ("identity.cjs", ["node"]),
    "Node, EdDSA": ("identity.cjs", ["node"]),
    "Go": ("identity.go", ["go", "run"]),
    "Ruby": ("identity.rb", ["ruby"]),
    "PHP": ("identity.php", ["php"]),
    "Java": ("Identity.java", ["java"]),
}


def programs():
    """Every program in the document, by its heading."""
    found, heading, program = {}, None, None
    for line in DOCUMENT.splitlines():
        if program is not None and line == "```":
            found[heading], program = "\n".join(program) + "\n", None
        elif program is not None:
            program.append(line)
        elif line.startswith("#"):
            heading = line.removeprefix("### ") if line.startswith("### ") else None
        elif heading and line.startswith("```"):
            program = []
    return found


@pytest.fixture
def desk(make_server, tmp_path):
    """A desk with the settings that the document tells one to write."""
    keys = KeyPair(tmp_path)
    secret = tmp_path / "shop-identity.secret"
    secret.write_text(SECRET + "\n")
    secret.chmod(0o600)
    settings = tmp_path / "frontdesk.yaml"
    settings.write_text(f"""
sites:
  shop:
    origins: [self]
    identity: required
    issuer: shop.example.com
    keys:
      - {{id: "2026-11", algorithm: HS256, file: {secret}}}
      - {{id: "2026-12", algorithm: EdDSA, file: {keys.public}}}
""")
    return make_server(config=settings).start()


def test_the_document_has_a_program_for_every_language():
    assert list(programs()) == list(LANGUAGES)


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_token_of_the_documents_program_is_believed(language, desk, tmp_path):
    name, command = LANGUAGES[language]
    if not shutil.which(command[0]):
        pytest.skip(f"there is no {command[0]} here")
    (tmp_path / name).write_text(programs()[language], encoding="utf-8")
    done = subprocess.run(
        [*command, name], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    token = done.stdout.strip()

    async def story():
        line = await Line.open(desk)
        await line.send(type="hello", **{"as": "customer"}, site="shop", identity=token)
        welcome = await line.hear()
        assert welcome.get("verified") is True, welcome
        conversation, _ = await line.start(language="en")
        await line.send(
            type="follow", conversation=conversation, epoch=welcome["epoch"], after=0)
        who = await line.until(type="event", event="identified")
        assert (who["name"], who["email"]) == ("Ana Pérez", "ana@example.com")
        assert who["verified"] is True

    asyncio.run(story())
