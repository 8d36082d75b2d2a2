"""The medium kit: what the benchmark measures with, the same bytes on every machine.

Forty files, six parameters, twenty-five elements over all forms of passages, two releases, and a local version
that a place has worked on. A kit folder is a cookiecutter template too, so every peer gets the same one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.medium_elements import KIT_YAML
from tests.benchmarks.words import paragraph, sentences

NAME = "shared-tables"
RELEASES = {"1.0.0": "v1.0.0", "2.0.0": "v2.0.0"}
"""Release to the tag under which git has it."""

_TEMPLATE = "{{cookiecutter.place_slug}}"
PARAMETERS = {
    "place_name": "Lower Ashmead",
    "place_slug": "{{ cookiecutter.place_name | lower | replace(' ', '-') }}",
    "nation": ["england", "wales", "scotland", "northern_ireland"],
    "coordinator": "Robin Field",
    "telephone": "01632 960 123",
    "seats": "40",
}
_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Questions for a new shared table",
    "type": "object",
    "required": list(PARAMETERS),
    "properties": {
        "place_name": {"type": "string", "title": "What is your place called?", "minLength": 2},
        "place_slug": {
            "type": "string",
            "title": "What should the folder be called?",
            "pattern": "^[a-z0-9-]+$",
        },
        "nation": {"type": "string", "title": "Which nation are you in?", "enum": PARAMETERS["nation"]},
        "coordinator": {"type": "string", "title": "Who holds it together?", "minLength": 2},
        "telephone": {"type": "string", "title": "Where can people ring?", "pattern": "^[0-9 ]{6,20}$"},
        "seats": {"type": "integer", "title": "How many can sit down?", "minimum": 8, "maximum": 120},
    },
}
PAGES = (
    *("handbook/01-purpose", "handbook/02-house-rules", "handbook/03-welcome", "handbook/04-kitchen"),
    *("handbook/05-allergies", "handbook/06-hosts", "handbook/07-helpers", "handbook/08-money"),
    *("handbook/09-transport", "handbook/10-quiet-table", "handbook/11-children", "handbook/12-first-aid"),
    *("forms/consent", "forms/incident", "forms/feedback", "leaflets/come-and-eat", "leaflets/lend-a-hand"),
    *("leaflets/winter", "guides/first-month", "README"),
)
SETTINGS = (
    *("session", "kitchen", "hall", "transport", "money", "helpers", "children", "leaflets"),
    *("contacts", "diary", "training", "review"),
)
TABLES = ("rota", "shopping", "equipment", "risks", "songs", "training", "partners", "calendar")
CHANGED_IN_RELEASE_2 = (
    *(
        "handbook/02-house-rules.md",
        "handbook/04-kitchen.md",
        "handbook/07-helpers.md",
        "handbook/12-first-aid.md",
    ),
    *("forms/consent.md", "settings/session.yaml", "settings/kitchen.yaml", "settings/training.yaml"),
    *("tables/risks.csv", "tables/training.csv"),
)


def kit_files(release: str) -> dict[str, str]:
    """The kit's files: path to text."""
    later = release != "1.0.0"
    source = sentences()
    made = {f"{page}.md": _page(number, page, source) for number, page in enumerate(PAGES)}
    made |= {f"settings/{name}.yaml": _settings(number, name, source) for number, name in enumerate(SETTINGS)}
    made |= {f"tables/{name}.csv": _table(number, name, source) for number, name in enumerate(TABLES)}
    if later:
        made |= {path: _improved(path, made[path]) for path in CHANGED_IN_RELEASE_2}
    return {
        "kit.yaml": KIT_YAML.replace("VERSION", release),
        "cookiecutter.json": json.dumps(PARAMETERS, indent=2) + "\n",
        "parameters.schema.json": json.dumps(_SCHEMA, indent=2) + "\n",
        **{f"{_TEMPLATE}/{path}": text for path, text in made.items()},
    }


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write files below a folder, line ends as they are."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


def _page(number: int, page: str, source: Iterator[str]) -> str:
    title = page.rpartition("/")[2].lstrip("0123456789-").replace("-", " ").capitalize()
    front = (
        f"---\ntitle: {title}\nreview_months: {6 + number}\nowner: host\n---\n\n" if number % 5 == 0 else ""
    )
    greeting = (
        '{% if cookiecutter.nation == "wales" %}Croeso i bawb.{% else %}All are welcome.{% endif %}\n\n'
        if page == "handbook/03-welcome"
        else ""
    )
    return (
        f"{front}# {title}\n\n{greeting}{paragraph(source, 4)}\n\n"
        f"## Before the evening\n\n{paragraph(source, 4)}\n\n{_bullets(source, 3)}\n\n"
        f"## During the evening\n\n{paragraph(source, 3)}\n\n"
        f"### At the door\n\n{paragraph(source, 3)}\n\n### At the table\n\n{paragraph(source, 3)}\n\n"
        f"## Keep to this\n\n<!-- localkit:begin promise -->\n{paragraph(source, 2)}\n<!-- localkit:end promise -->\n\n"
        f"## Afterwards\n\n{paragraph(source, 4)}\n\n"
        "Questions: {{ cookiecutter.coordinator }}, telephone {{ cookiecutter.telephone }}.\n"
    )


def _bullets(source: Iterator[str], size: int) -> str:
    return "\n".join(f"- {next(source)}" for _ in range(size))


def _settings(number: int, name: str, source: Iterator[str]) -> str:
    tasks = "\n".join(f'  - "{next(source)}"' for _ in range(7))
    return (
        f"# {name.capitalize()}: what can be counted or chosen.\n"
        "place: {{ cookiecutter.place_name }}\n"
        f"{name}:\n"
        f"  minutes: {60 + number * 5}\n"
        f"  people: {2 + number}\n"
        "  seats: {{ cookiecutter.seats }}\n"
        f"  open: {'true' if number % 2 else 'false'}\n"
        "  # Who decides when plans change.\n"
        f"  decides: host\n"
        f"tasks:\n{tasks}\n"
        f'note: "{next(source)}"\n'
    )


def _table(number: int, name: str, source: Iterator[str]) -> str:
    rows = [f'{name}-{row:02d},{(row * 7 + number) % 30 + 1},host,"{next(source)}"' for row in range(1, 12)]
    return "\n".join(["what,minutes,who,how", *rows]) + "\n"


def _improved(path: str, text: str) -> str:
    """A file as the second release has it."""
    if path.endswith(".md"):
        return text.replace(
            "## Afterwards\n\n", "## Afterwards\n\nLock the back door first, then the front door.\n"
        )
    if path.endswith(".yaml"):
        return text.replace("decides: host", "decides: host and cook")
    return text + 'fire-drill,10,host,"Everybody leaves by the nearest door."\n'


@dataclass(frozen=True)
class Edit:
    """One thing that a place changed in a file: the first ``old`` becomes ``new``."""

    path: str
    old: str
    new: str


EDITS = (
    Edit("handbook/02-house-rules.md", "### At the door\n\n", "### At the door\n\nShoes may stay on.\n"),
    Edit(
        "handbook/04-kitchen.md",
        "## Before the evening\n\n",
        "## Before the evening\n\nWe share the kitchen.\n",
    ),
    Edit("handbook/06-hosts.md", "## During the evening", "## While we eat"),
    Edit("handbook/08-money.md", "## Keep to this", "We have a jar by the door.\n\n## Keep to this"),
    Edit("handbook/01-purpose.md", "review_months: 6", "review_months: 9"),
    Edit(
        "forms/consent.md",
        "promise -->\n",
        "promise -->\nAsk again when somebody comes for the first time.\n",
    ),
    Edit("leaflets/winter.md", "## Before the evening\n\n", "## Before the evening\n\nBring a scarf.\n"),
    Edit("settings/session.yaml", "minutes: 60", "minutes: 200"),
    Edit("settings/helpers.yaml", "people: 7", "people: 9"),
    Edit("tables/rota.csv", "rota-03,22,host,", "rota-03,40,cook,"),
    Edit("tables/shopping.csv", "shopping-05,7,host,", "shopping-05,12,treasurer,"),
)
"""What the place changed, each in a file of its own; with ``REWRAPPED`` there are twelve."""
DISPUTED = (
    Edit(
        "handbook/02-house-rules.md",
        "## Afterwards\n\n",
        "## Afterwards\n\nSweep the floor, then say goodbye.\n",
    ),
    Edit("settings/session.yaml", "decides: host", "decides: treasurer"),
)
"""Two edits more, of words that the second release changes as well."""
REWRAPPED = "handbook/09-transport.md"
"""The file that the place only re-wrapped, which is no change of what it says."""
ADDED = {"handbook/13-our-garden.md": "# Our garden\n\nIn summer we eat outside, under the pear tree.\n"}
REMOVED = "leaflets/lend-a-hand.md"
EDITED = tuple(sorted([*(edit.path for edit in EDITS), REWRAPPED]))


def edit(folder: Path) -> None:
    """Work on a rendered project as a place does: 12 files edited, 1 added, 1 removed."""
    apply(EDITS, folder)
    text = (folder / REWRAPPED).read_text("utf-8")
    write({REWRAPPED: text.replace(".\nRobin ", ". Robin ").replace(".\nA ", ". A ")}, folder)
    write(ADDED, folder)
    (folder / REMOVED).unlink()


def apply(edits: Iterable[Edit], folder: Path) -> None:
    """Make some edits in a rendered project."""
    for change in edits:
        text = (folder / change.path).read_text("utf-8")
        if change.old not in text:
            raise ValueError(f"{change.path} has no {change.old!r}")
        write({change.path: text.replace(change.old, change.new, 1)}, folder)
