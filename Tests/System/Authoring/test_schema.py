"""The schemas for editors, judged by a real validator: what is right passes, what is mistyped not."""

import re

import jsonschema
import pytest

from authoring import ROOT, frontdesk, kind_of, schema, texts, typed

KINDS = ["flow", "bot", "test"]
SHIPPED = sorted(
    path
    for folder in ("flows", "docs/examples")
    for path in (ROOT / folder).rglob("*.yaml")
    if kind_of(path.name)
)


def errors(kind, tree):
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message}"
        for error in jsonschema.Draft7Validator(schema(kind)).iter_errors(tree)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_a_schema_and_what_the_program_writes(kind):
    jsonschema.Draft7Validator.check_schema(schema(kind))
    written = frontdesk("flow", "schema", kind)
    assert written.returncode == 0, written.stderr
    assert written.stdout.strip() == (ROOT / f"flows/schema/{kind}.schema.json").read_text().strip()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
@pytest.mark.parametrize("read", [texts, typed])
def test_every_shipped_file_is_valid(path, read):
    text = path.read_text()
    assert errors(kind_of(path.name), read(text)) == []
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, "the first line names the schema"
    assert (path.parent / named[1]).resolve() == ROOT / f"flows/schema/{kind_of(path.name)}.schema.json"


def rules():
    return [line.split()[0] for line in frontdesk("flow", "explain").stdout.splitlines() if line]


def examples(rule):
    """The files of a rule's mended example."""
    page = frontdesk("flow", "explain", rule).stdout
    block = page.split("Mended:\n```yaml\n")[1].split("\n```")[0] + "\n"
    if not block.startswith("# file: "):
        first = "bot.yaml" if block.startswith("bot:") else "t.flow.yaml"
        block = f"# file: {first}\n{block}"
    parts = re.split(r"^# file: (\S+)\n", block, flags=re.M)[1:]
    return list(zip(parts[::2], parts[1::2]))


@pytest.mark.parametrize("rule", rules())
def test_every_rules_mended_example_is_valid(rule):
    files = examples(rule)
    assert files
    for name, text in files:
        if kind_of(name):
            assert errors(kind_of(name), texts(text)) == [], name
            assert errors(kind_of(name), typed(text)) == [], name


@pytest.mark.parametrize(
    "kind, old, new",
    [
        ("flow", "title:", "titel:"),
        ("flow", "- menu: What is it", "- mneu: What is it"),
        ("flow", "goto: order }", "gtoo: order }"),
        ("flow", "type: email", "type: mail"),
        ("flow", "pii: true", "pii: perhaps"),
        ("flow", "limit: 3", "limit: many"),
        ("flow", "accept: 5m", "accept: soon"),
        ("flow", "end: resolved", "end: solved"),
        ("flow", "into: details", "into: [details]"),
        ("flow", "unavailable: leave_ticket", "unavialable: leave_ticket"),
        ("flow", "sections:", "sektions:"),
        ("bot", "entry:", "entries:"),
        ("bot", "do: end }", "do: reboot }"),
        ("test", "- tap: order", "- tpa: order"),
        ("test", "outcome: handoff", "outcome: handed"),
    ],
)
@pytest.mark.parametrize("read", [texts, typed])
def test_a_slip_is_refused(kind, old, new, read):
    name = {"flow": "triage.flow.yaml", "bot": "bot.yaml", "test": "tests/triage.test.yaml"}[kind]
    text = (ROOT / "flows" / name).read_text()
    assert old in text, "the part is gone from the file"
    assert errors(kind, read(text.replace(old, new, 1)))
