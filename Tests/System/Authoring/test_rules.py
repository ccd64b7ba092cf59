"""The rules' commands: check, test, trace of typed words, explain and the editors' schema."""

import json

import jsonschema
import pytest

from authoring import ROOT, frontdesk, texts, typed

RULE = """rules:
  - name: twice
    when: customer_writes
    words: [charged twice]
    if: conversation.language == 'en' && urgency < 3
    do: [{ priority: urgent }, { category: billing }]
"""


def rules(*arguments):
    return frontdesk("rules", *arguments)


def write(folder, text, tests=None):
    path = folder / "rules.yaml"
    path.write_text(text)
    if tests is not None:
        (folder / "rules.test.yaml").write_text(tests)
    return path


def test_the_shipped_rules_are_fine_and_do_what_their_tests_say():
    done = rules("check")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "rules are fine" in done.stdout
    done = rules("test")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 failed" in done.stdout and "no case lets" not in done.stdout


def test_a_mistake_is_told_with_place_and_hint(tmp_path):
    path = write(tmp_path, RULE.replace("urgency", "urgensy"))
    done = rules("check", "--rules", str(path))
    assert done.returncode == 1
    assert 'rules.yaml:5:42: error[E908] a rule knows nothing called "urgensy"' in done.stdout
    assert 'hint: did you mean "urgency"?' in done.stdout
    found = json.loads(rules("check", "--rules", str(path), "--format", "json").stdout)
    assert found["findings"][0]["id"] == "E908"


def test_what_the_desk_does_not_have_is_found(tmp_path):
    path = write(tmp_path, RULE.replace("{ category: billing }", "{ queue: biling }"))
    done = rules("check", "--rules", str(path))
    assert done.returncode == 1 and 'did you mean "billing"?' in done.stdout


def test_a_test_that_fails_tells_what_the_rules_did(tmp_path):
    tests = """cases:
  - name: a single charge
    events: [{ customer: I was charged once }]
    expect: { priority: urgent }
"""
    path = write(tmp_path, RULE, tests)
    done = rules("test", "--rules", str(path))
    assert done.returncode == 1
    assert "expected: urgent" in done.stdout and "came out: normal" in done.stdout
    assert "- twice: none of its words" in done.stdout
    done = rules("test", "--rules", str(write(tmp_path, RULE, tests.replace("once", "twice"))))
    assert done.returncode == 0 and "1 passed, 0 failed" in done.stdout


def test_typed_words_are_traced(tmp_path):
    path = write(tmp_path, RULE)
    done = rules("trace", "--rules", str(path), "--text", "you charged twice")
    assert done.returncode == 0, done.stderr
    assert '+ twice: "charged twice"; priority urgent; category billing' in done.stdout
    done = rules("trace", "--rules", str(path), "--text", "you charged twice", "--language", "de")
    assert "- twice: not conversation.language == 'en'" in done.stdout


def test_nothing_to_trace_is_refused():
    assert rules("trace").returncode == 64
    assert rules("trace", "1", "--text", "x").returncode == 64


def test_codes_are_explained():
    assert "E911" in rules("explain").stdout
    assert "rules that go in circles" in rules("explain", "e911").stdout
    done = rules("explain", "E999")
    assert done.returncode == 1 and "E99" in done.stderr


@pytest.mark.parametrize("kind, name", [("rules", "rules"), ("test", "rules.test")])
@pytest.mark.parametrize("read", [texts, typed])
def test_the_schema_is_what_the_program_writes_and_lets_the_shipped_file_pass(kind, name, read):
    shipped = (ROOT / f"config/schema/{name}.schema.json").read_text()
    assert rules("schema", kind).stdout.strip() == shipped.strip()
    schema = json.loads(shipped)
    jsonschema.Draft7Validator.check_schema(schema)
    tree = read((ROOT / f"config/{name}.yaml").read_text())
    assert [e.message for e in jsonschema.Draft7Validator(schema).iter_errors(tree)] == []


def test_a_folder_without_rules_has_none(tmp_path):
    (tmp_path / "desk.yaml").write_text("queues: {general: {title: General}}\n")
    done = rules("check", "--desk", str(tmp_path / "desk.yaml"))
    assert done.returncode == 0 and "the desk has no rules" in done.stdout
    assert rules("check", "--rules", str(tmp_path / "none.yaml")).returncode == 78
