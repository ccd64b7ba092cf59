"""docs/delivery.md names, for every clause, tests that there are."""

import re

from running_desk import ROOT

CLAUSES = [
    *(f"A{n}" for n in range(1, 7)), "B1", "B2", "B3", *(f"C{n}" for n in range(1, 8)), "D1", "D2",
    "E1", "E2", "E3", *(f"F{n}" for n in range(1, 7)), *(f"G{n}" for n in range(1, 8)), "P1–P4",
    "P5", "P6", "P7", "P8", "P9",
]


def test_every_clause_names_tests_that_there_are():
    text = (ROOT / "docs/delivery.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([A-P]\d(?:–P\d)?) \| .* \| (.*) \|$", text, re.MULTILINE))
    assert list(rows) == CLAUSES
    sources = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "Tests").rglob("*")
        if path.suffix in (".swift", ".py"))
    known = set(re.findall(r"\b(?:func|def) (\w+)\(", sources))
    for clause, cell in rows.items():
        names = re.findall(r"`(\w+)`", cell)
        assert names, f"{clause} is shown by nothing"
        missing = [name for name in names if name not in known]
        assert not missing, f"{clause} is shown by {missing}, which there are not"
