"""The figures of docs/explanation/lights-and-measures.md are the program's."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from docs.make import pages

from localkit.actions.adapt import AdaptRequest, adapt
from localkit.actions.status import status
from localkit.actions.status_json import status_values
from localkit.workspace import Workspace

PAGE = pages.DOCS / "explanation" / "lights-and-measures.md"
NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
Files = dict[str, str]
Element = dict[str, Any]


def words(number: int, letter: str = "w") -> str:
    return " ".join(f"{letter}{count}" for count in range(1, number + 1))


def element(latitude: str, *passages: dict[str, Any], **more: Any) -> Element:
    return {"id": "it", "title": "It", "latitude": latitude, "passages": list(passages), **more}


def without(data: Element, *keys: str) -> Element:
    return {key: value for key, value in data.items() if key not in keys}


RULE = f"## Rule\n\n{words(18)}\n"
NEW_RULE = RULE.replace("w5 ", "new ")
SECTION = {"file": "a.md", "section": "Rule"}
FIXED = element("fixed", SECTION)
OTHER = {**FIXED, "id": "rule"}
LIMIT = {"schema": {"type": "integer", "minimum": 1, "maximum": 2}}
NUMBER = element("bounded", {"file": "s.yaml", "value": "/n"}, bounds=[LIMIT])
SAFE = {**NUMBER, "basis": "safety"}
GUIDE = element(
    "bounded",
    {"file": "p.md"},
    basis="evidence",
    bounds=[{"contains": ["ask the grown ups"], "min_words": 50}],
)
MEASURED = element("bounded", {"file": "p.md"}, basis="evidence", bounds=[{"max_changed": 0.25}])
OPEN = element("open", {"file": "p.md"})
UNUSED = element(
    "bounded", {"file": "t.md"}, necessity="optional", basis="safety", bounds=[{"contains": ["w1"]}]
)
TABLE = "week,book\n1,bear\n2,boat\n"
PAGE_WITH_RULE = f"# Page\n\n{words(28, 'p')}\n\n{RULE}"
THREE = (
    f"# Page\n\n## One\n\n{words(10, 'a')}\n\n## Two\n\n{words(10, 'b')}\n\n## Three\n\n{words(10, 'c')}\n"
)
DAU = THREE.replace(f"## Two\n\n{words(10, 'b')}", f"## Dau\n\n{words(12, 'd')}")
TWO = {"file": "a.md", "section": "Two"}
TOGETHER = [OTHER, NUMBER, {**NUMBER, "id": "m", "passages": [{"file": "s.yaml", "value": "/m"}]}]
MANY = {"a.md": RULE, "s.yaml": "n: 1\nm: 1\n", "p.md": words(100)}
MANY_NOW = {
    "a.md": NEW_RULE,
    "s.yaml": "n: 4\nm: 1\n",
    "p.md": f"{words(100)} {words(10, 'z')}",
    "n.md": words(25, "n"),
}
RECORD = {
    "id": "r",
    "element": "it",
    "summary": "s",
    "date": "2026-11-01",
    "what": ["contextual"],
    "goal": [],
}
GRANTED = {"id": "x", "element": "it", "status": "granted", "requested_by": "lead", "from": "2026-01-01"}


@dataclass(frozen=True)
class Example:
    """One example of the page; ``expected`` names figures of the status, or of the element ``it``."""

    number: str
    elements: list[Element]
    core: Files
    local: Files
    expected: dict[str, Any]
    kit: dict[str, Any] = field(default_factory=dict)
    records: dict[str, Any] = field(default_factory=dict)


def expect(light: str | None, state: str, changed: float = 0.0, **more: Any) -> dict[str, Any]:
    return {"light": light, "state": state, "changed": changed, **more}


def one(number: str, item: Element, core: Files, local: Files, **expected: Any) -> Example:
    return Example(number, [item], core, local, expected)


SPREAD = f"## Rule\r\n\r\n{words(18).replace('w9 ', 'w9' + chr(13) + chr(10))}"
ANOTHER = {"light": "green", "state": "as_core", "core_kept": 1}

EXAMPLES = [
    one("1", FIXED, {"a.md": RULE}, {"a.md": SPREAD}, **expect("green", "as_core", core_kept=1)),
    one("2", FIXED, {"a.md": RULE}, {"a.md": NEW_RULE}, **expect("red", "unrecorded", 0.05, core_kept=0.95)),
    one(
        "3",
        element("fixed", {"file": "a.md", "section": "Free of charge"}),
        {"a.md": f"## Free of charge\n\n{words(10)}"},
        {"a.md": f"## No charge\n\n{words(10)}"},
        **expect("red", "unrecorded", 0.1111, core_kept=0.8889),
    ),
    one(
        "4",
        FIXED,
        {"a.md": RULE},
        {"a.md": f"{RULE}\n### Sundays\n\nclosed on bank holidays\n"},
        **expect("red", "unrecorded", 0.1304),
    ),
    one(
        "5",
        NUMBER,
        {"s.yaml": "n: 1\n"},
        {"s.yaml": "n: 2\n"},
        **expect("green", "unrecorded", 1, core_kept=1, locally_shaped=1, in_bounds=True),
    ),
    one(
        "6",
        NUMBER,
        {"s.yaml": "n: 1\n"},
        {"s.yaml": "n: 4\n"},
        **expect("yellow", "unrecorded", 1, core_kept=0, in_bounds=False),
    ),
    one(
        "7",
        SAFE,
        {"s.yaml": "n: 1\n"},
        {"s.yaml": "n: 4\n"},
        **expect("red", "unrecorded", 1, core_kept=0),
    ),
    one(
        "8",
        GUIDE,
        {"p.md": f"{words(96)} ask the grown ups"},
        {"p.md": words(96)},
        **expect("yellow", "unrecorded", 0.0204, core_kept=0.5),
    ),
    one(
        "9",
        NUMBER,
        {"s.yaml": "n: 1\n"},
        {"s.yaml": "n: [1\n"},
        **expect("yellow", "unrecorded", 1, core_kept=0),
    ),
    Example(
        "10",
        [UNUSED, OTHER],
        {"t.md": words(10), "a.md": RULE},
        {"a.md": RULE},
        expect("green", "unrecorded", 1, core_kept=0.5),
    ),
    Example(
        "10 open",
        [{**without(UNUSED, "bounds"), "latitude": "open"}, OTHER],
        {"t.md": words(10), "a.md": RULE},
        {"a.md": RULE},
        expect("green", "unrecorded", 1, core_kept=1),
    ),
    one(
        "11",
        element("fixed", {"file": "x.md"}, {"file": "y.md"}),
        {"x.md": words(30), "y.md": words(10)},
        {"x.md": words(30)},
        **expect("red", "unrecorded", 0.25, core_kept=0.75),
    ),
    one(
        "12",
        element("open", {"file": "b.csv", "column": "book"}),
        {"b.csv": TABLE},
        {"b.csv": "week,book\n2,ship\n1,bear\n"},
        **expect("green", "unrecorded", 0.5, core_kept=None, locally_shaped=0.1667),
    ),
    Example(
        "13",
        [
            without(
                element("", {"file": "*.md", "lacks": ["entry fee"]}, necessity="proscribed"), "latitude"
            ),
            OTHER,
        ],
        {"a.md": RULE},
        {"a.md": RULE, "z.md": "We ask for an entry\nFee of two pounds.\n"},
        expect("red", "unrecorded", 1, core_kept=1),
    ),
    one("14", element("fixed", {"file": "a.md"}), {"a.md": RULE}, {"rules/house.md": RULE}, **ANOTHER),
    one(
        "14 up",
        FIXED,
        {"a.md": f"## First\n\nwords\n\n{RULE}"},
        {"a.md": f"{RULE}\n## First\n\nwords\n"},
        **ANOTHER,
    ),
    Example(
        "15",
        [element("open", {"file": "a.md", "section": "Page"}), OTHER],
        {"a.md": PAGE_WITH_RULE},
        {"a.md": PAGE_WITH_RULE.replace("w5 ", "new ")},
        expect("green", "as_core", core_kept=0.95),
    ),
    one("16", element("open", TWO), {"a.md": THREE}, {"a.md": DAU}, **expect("green", "unrecorded", 0.9231)),
    one(
        "16 fixed",
        element("fixed", TWO),
        {"a.md": THREE},
        {"a.md": DAU},
        **expect("red", "unrecorded", 0.9231),
    ),
    one(
        "17",
        FIXED,
        {"a.md": RULE, "u.md": words(10)},
        {"a.md": RULE, "u.md": f"{words(9)} new"},
        **expect("green", "as_core", locally_shaped=0.1, unclaimed="green"),
    ),
    Example(
        "17 fixed",
        [FIXED],
        {"a.md": RULE, "u.md": words(10)},
        {"a.md": RULE, "u.md": f"{words(9)} new"},
        expect("green", "as_core", locally_shaped=0.1, unclaimed="yellow"),
        kit={"unclaimed": "fixed"},
    ),
    one(
        "18",
        FIXED,
        {"a.md": RULE, "u.md": words(75)},
        {"a.md": RULE, "u.md": words(75), "n.md": words(25, "n")},
        **expect("green", "as_core", locally_shaped=0.1429),
    ),
    Example("19", TOGETHER, MANY, MANY_NOW, expect("yellow", "unrecorded", 1, core_kept=0.65)),
    Example(
        "20",
        [*TOGETHER, {**OPEN, "id": "page"}],
        MANY,
        MANY_NOW,
        expect("yellow", "unrecorded", 1, core_kept=0.65, locally_shaped=0.1548),
    ),
    Example(
        "21",
        [OPEN],
        {"p.md": words(100)},
        {"p.md": f"{words(100)} {words(10, 'z')}"},
        expect("yellow", "recorded", 0.0476, raised_by="record"),
        records={"adaptations": [{**RECORD, "contextual": ["population"]}]},
    ),
    Example(
        "22",
        [SAFE],
        {"s.yaml": "n: 1\n"},
        {"s.yaml": "n: 4\n"},
        expect("red", "excepted", 1),
        records={"exceptions": [{**GRANTED, "until": "2026-11-20"}]},
    ),
    Example(
        "22 the day after",
        [SAFE],
        {"s.yaml": "n: 1\n"},
        {"s.yaml": "n: 4\n"},
        expect("red", "unrecorded", 1),
        records={"exceptions": [{**GRANTED, "until": "2026-11-19"}]},
    ),
    one("23", NUMBER, {"s.yaml": "n: 1\n"}, {"s.yaml": 'n: "1"\n'}, **expect("yellow", "unrecorded", 1)),
    one(
        "23 dress", NUMBER, {"s.yaml": "n: 1\n"}, {"s.yaml": '# why\n"n": 1\n'}, **expect("green", "as_core")
    ),
    Example(
        "24",
        [FIXED],
        {"a.md": RULE, "rota.csv": "day\n"},
        {"a.md": RULE, "rota.csv": "day\n1\n2\n"},
        expect("green", "as_core", locally_shaped=None),
        kit={"given_once": ["rota.csv"]},
    ),
    Example(
        "25",
        [{**OPEN, "applies_to": {"nation": ["wales"]}}, OTHER],
        {"a.md": RULE},
        {"a.md": RULE},
        expect(None, "not_applicable", core_kept=1),
    ),
    one(
        "26",
        MEASURED,
        {"p.md": words(100)},
        {"p.md": f"{words(80)} {words(20, 'z')}"},
        **expect("green", "unrecorded", 0.2, core_kept=1),
    ),
    one(
        "26 more",
        MEASURED,
        {"p.md": words(100)},
        {"p.md": f"{words(70)} {words(30, 'z')}"},
        **expect("yellow", "unrecorded", 0.3, core_kept=0),
    ),
    one(
        "27",
        NUMBER,
        {"s.yaml": "n: 7\n"},
        {"s.yaml": "n: 7\n"},
        **expect("yellow", "as_core", core_kept=0, in_bounds=False),
    ),
    Example(
        "28",
        [OPEN, OTHER],
        {"p.md": words(10), "a.md": RULE},
        {"a.md": RULE},
        expect("red", "unrecorded", 1, core_kept=1, locally_shaped=1),
    ),
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.number)
def test_figures_are_the_programs(example: Example, tmp_path: Path) -> None:
    shown = _measured(example, tmp_path)

    item = next(item for item in shown["elements"] if item["id"] == "it")
    seen = {**shown, **item, "unclaimed": shown["unclaimed"]["light"]}
    assert {key: seen.get(key) for key in example.expected} == {
        key: pytest.approx(value, abs=0.00005) if isinstance(value, float) else value
        for key, value in example.expected.items()
    }


def test_every_example_of_the_page_is_here() -> None:
    numbers = re.findall(r"^\*\*(\d+)\. ", PAGE.read_text("utf-8"), re.MULTILINE)

    assert numbers == list(dict.fromkeys(example.number.split(" ")[0] for example in EXAMPLES))


def _measured(example: Example, folder: Path) -> dict[str, Any]:
    """The status of a place made from the example's kit and edited as it says."""
    head = {"format": 1, "name": "k", "version": "1.0.0", "title": "K", "elements": example.elements}
    kit, place = folder / "kit", folder / "place"
    _write(
        kit, {"kit.yaml": json.dumps({**head, **example.kit}), "cookiecutter.json": '{"nation": "england"}'}
    )
    _write(kit / "{{cookiecutter.nation}}", example.core)
    workspace = Workspace(config=folder / "config", cache=folder / "cache", clock=lambda: NOON, plugins=False)
    adapt(workspace, AdaptRequest(str(kit), place))
    for path in example.core:
        (place / path).unlink()
    _write(place, example.local)
    for name, entries in example.records.items():
        _write(place / ".localkit", {f"{name}.yaml": json.dumps({"format": 1, name: entries})})
    return dict(status_values(status(workspace, place)))


def _write(root: Path, files: Files) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
