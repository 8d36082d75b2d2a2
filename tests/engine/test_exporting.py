"""Which files are handed over, in which order, and where their links lead."""

from __future__ import annotations

import pytest

from localkit.engine.exporting import Leads, chosen, fits
from localkit.model.export import NAMES_PEOPLE, Chapter, LeftOut
from localkit.testing import kit

FILES = [
    "settings.yaml",
    "stations.csv",
    "poster.md",
    "README.md",
    "handbook/10-tea.md",
    "handbook/2-rules.md",
    "handbook/README.md",
    "handbook/a/1.md",
    "Forms/x.md",
    "staff/rota.csv",
    ".editorconfig",
]
SMALL = kit("", given_once=["staff/*"])


def test_readme_comes_first_pages_before_folders_tables_and_settings_last() -> None:
    taken, left = chosen(SMALL, FILES, [])

    assert taken == [
        "README.md",
        "poster.md",
        "Forms/x.md",
        "handbook/README.md",
        "handbook/2-rules.md",
        "handbook/10-tea.md",
        "handbook/a/1.md",
        "stations.csv",
        "settings.yaml",
    ]
    assert left == [LeftOut("staff/rota.csv", NAMES_PEOPLE), LeftOut(".editorconfig", "it is hidden")]


def test_what_is_asked_for_comes_whatever_it_is() -> None:
    assert chosen(SMALL, FILES, ["staff", ".editorconfig"]) == (["staff/rota.csv", ".editorconfig"], [])


@pytest.mark.parametrize(
    ("pattern", "path", "meant"),
    [
        ("handbook", "handbook/a/1.md", True),
        ("handbook/", "handbook/1.md", True),
        (".\\handbook\\1.md".replace(".\\", "./"), "handbook/1.md", True),
        ("handbook\\*.md", "handbook/1.md", True),
        ("*.md", "handbook/1.md", True),
        ("handbook/*.md", "handbook/a/1.md", False),
        ("**", "a/b.md", True),
        ("hand", "handbook/1.md", False),
        ("[", "[", True),
    ],
)
def test_a_pattern_is_a_path_a_folder_or_a_name_anywhere(pattern: str, path: str, meant: bool) -> None:
    assert fits(pattern, path) is meant


def test_names_with_very_many_digits_have_an_order() -> None:
    names = [f"{'9' * 200}.md", f"{'9' * 199}8.md", "²³.md", "a.md"]

    assert sorted(chosen(SMALL, names, [])[0]) == sorted(names)


@pytest.mark.parametrize(
    ("link", "lead"),
    [
        ("01.md", "#d2"),
        ("../handbook/01.md#Stay-Put", "#d2_3"),
        ("01.md#no-such", "#d2"),
        ("#own", "#d3_1"),
        ("../README.md", "#d1"),
        ("../handbook/", "#d2"),
        ("r%C3%A9sum%C3%A9.md", "#d4"),
        ("gone.md", None),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+44", "tel:+44"),
        ("javascript:alert(1)", None),
        ("JAVASCRIPT://example.org", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("//example.org/x", None),
        ("/etc/passwd", None),
        ("../../README.md", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_links_lead_within_the_document_or_to_the_web_or_nowhere(link: str, lead: str | None) -> None:
    leads = Leads(
        [
            Chapter("README.md", "d1", "Us", ()),
            Chapter("handbook/01.md", "d2", "One", (), {"stay-put": "d2_3"}),
            Chapter("handbook/02.md", "d3", "Two", (), {"own": "d3_1"}),
            Chapter("handbook/résumé.md", "d4", "R", ()),
        ]
    )

    assert leads.lead("handbook/02.md", link) == lead


def test_a_path_named_in_the_text_leads_there() -> None:
    leads = Leads([Chapter("settings.yaml", "d1", "settings.yaml", ())])

    assert (leads.named("settings.yaml"), leads.named("other.yaml")) == ("#d1", None)
