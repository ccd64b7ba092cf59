"""What the authors' tests share: the program, the schemas, and YAML as the readers see it."""

import json
import os
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[3]
BINARY = Path(os.environ.get("FRONTDESK_BINARY", str(ROOT / ".build/debug/frontdesk")))
SCHEMAS = ROOT / "flows" / "schema"


def frontdesk(*arguments, **options):
    return subprocess.run(
        [str(BINARY), *arguments], cwd=options.pop("cwd", ROOT), capture_output=True, text=True,
        timeout=options.pop("timeout", 120), **options,
    )  # fmt: skip


def schema(kind):
    return json.loads((SCHEMAS / f"{kind}.schema.json").read_text())


def kind_of(name):
    """The schema for a file, by its name; none for translations."""
    name = name.split("/")[-1]
    if name == "bot.yaml":
        return "bot"
    for kind in ("flow", "test"):
        if name.endswith(f".{kind}.yaml"):
            return kind
    return None


def texts(text):
    """Every scalar is text, as the readers take it."""
    return yaml.load(text, Loader=yaml.CBaseLoader)


def typed(text):
    """Scalars as YAML 1.2 types them, which is what editors do: `no` is text, `2` a number."""
    return yaml.load(text, Loader=EditorLoader)


class EditorLoader(yaml.CSafeLoader):
    pass


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers
            if tag in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}  # fmt: skip
for word in "tf":
    EditorLoader.add_implicit_resolver(
        "tag:yaml.org,2002:bool", __import__("re").compile("^(true|false)$"), [word]
    )
