"""What an editor offers while a flow is written.

Driven over the language server protocol with the common YAML language server where it is installed
or can be; it comes from the npm registry alone. Without it the same positions are looked up in the
schema with the validator's own resolution of references, which is what the server does.
"""

import json
import shutil
import socket
import subprocess

import jsonschema
import pytest

from authoring import ROOT, schema, texts

FLOW = """# yaml-language-server: $schema=schema/flow.schema.json
flow: draft
vars:
  email: { type: email }
sections:
  start:
    - ask: Your address?
      into: email
      
    - end: resolved
"""
# Line and column (from 0), what has to be offered there, and what must not.
POSITIONS = [
    ((8, 6), {"invalid", "escape", "retries", "on_fail", "idle", "kb"}, {"options", "subject"}),
]
ROOTS = {"title", "params", "triggers", "interruptible", "resume"}


def options(kind, tree, path):
    """The keys a schema knows at a path, among the branches that fit what is written there."""
    root = schema(kind)
    validator = jsonschema.Draft7Validator(root)
    found = [root]
    for step in path:
        tree = tree[step]
        found = [inner for part in found for inner in under(root, part, step)]
    keys = {}
    for part in found:
        branches = [b for b in spread(root, part) if set(b.get("required", [])[:1]) <= set(tree)]
        for branch in branches:
            assert validator.evolve(schema={**branch, "definitions": root["definitions"]})
            keys.update({k: v.get("description") for k, v in branch.get("properties", {}).items()})
    return {key: about for key, about in keys.items() if key not in tree}


def spread(root, part):
    if "$ref" in part:
        part = root["definitions"][part["$ref"].split("/")[-1]]
    return [b for branch in part.get("anyOf", [part]) for b in
            ([branch] if branch is part or "anyOf" not in branch and "$ref" not in branch
             else spread(root, branch))]  # fmt: skip


def under(root, part, step):
    for branch in spread(root, part):
        if isinstance(step, int):
            if "items" in branch:
                yield branch["items"]
        elif step in branch.get("properties", {}):
            yield branch["properties"][step]
        elif isinstance(branch.get("additionalProperties"), dict):
            yield branch["additionalProperties"]


def test_the_schema_offers_the_keys_of_the_step_under_way():
    tree = texts(FLOW)
    for _, wanted, unwanted in POSITIONS:
        offered = options("flow", tree, ["sections", "start", 0])
        assert wanted <= offered.keys()
        assert not unwanted & offered.keys()
        assert all(offered.values()), "each with its meaning"
    assert options("flow", tree, []).keys() == ROOTS
    assert {"min", "max", "pattern", "pii", "from"} <= options("flow", tree, ["vars", "email"]).keys()


# MARK: the real server


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    found = shutil.which("yaml-language-server")
    if not found:
        try:
            socket.create_connection(("registry.npmjs.org", 443), timeout=5).close()
        except OSError as error:
            pytest.skip(f"yaml-language-server is not installed, and npm cannot be reached: {error}")
        folder = tmp_path_factory.mktemp("npm")
        done = subprocess.run(
            ["npm", "install", "--prefix", str(folder), "yaml-language-server@1"],
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        if done.returncode != 0:
            pytest.skip(f"npm cannot install yaml-language-server: {done.stderr[-300:]}")
        found = str(folder / "node_modules/.bin/yaml-language-server")
    return [found, "--stdio"]


class Editor:
    """The least of an editor that a language server talks to."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.count = 0
        self.ask("initialize", processId=None, rootUri=ROOT.as_uri(), capabilities={
            "textDocument": {"completion": {"completionItem": {"documentationFormat": ["plaintext"]}}}
        })  # fmt: skip
        self.tell("initialized")
        settings = {"yaml": {"completion": True, "hover": True, "schemaStore": {"enable": False}}}
        self.tell("workspace/didChangeConfiguration", settings=settings)

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.process.stdout.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has gone"
        return json.loads(self.process.stdout.read(length))

    def tell(self, method, **params):
        self.send(method=method, params=params)

    def ask(self, method, **params):
        self.count += 1
        self.send(id=self.count, method=method, params=params)
        while True:
            message = self.receive()
            if message.get("id") == self.count and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            if "id" in message:
                # The server asks for settings; each item gets none of its own.
                items = message.get("params", {}).get("items", [])
                self.send(id=message["id"], result=[None] * len(items) if items else None)

    def open(self, path, text):
        uri = path.as_uri()
        self.tell(
            "textDocument/didOpen",
            textDocument={"uri": uri, "languageId": "yaml", "version": 1, "text": text},
        )
        return {"uri": uri}

    def close(self):
        self.process.kill()
        self.process.wait()


def test_the_language_server_offers_the_keys_of_the_step_under_way(server):
    editor = Editor(server)
    try:
        document = editor.open(ROOT / "flows" / "draft.flow.yaml", FLOW)
        for (line, column), wanted, unwanted in POSITIONS:
            found = editor.ask(
                "textDocument/completion", textDocument=document,
                position={"line": line, "character": column},
            )  # fmt: skip
            items = found["items"] if isinstance(found, dict) else found
            labels = {item["label"] for item in items}
            assert wanted <= labels, labels
            assert not unwanted & labels, labels
        hover = editor.ask(
            "textDocument/hover", textDocument=document, position={"line": 7, "character": 8}
        )
        assert "variable" in json.dumps(hover)
    finally:
        editor.close()
