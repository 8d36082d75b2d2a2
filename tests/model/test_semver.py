"""Which of two versions is later: the order that semver.org gives, and what is no version at all."""

from __future__ import annotations

import random

import pytest

from localkit.model.semver import is_version, later_than, version_key

# section 11 of Semantic Versioning 2.0.0, and numbers that are not sorted as words
IN_ORDER = [
    "0.0.0",
    "0.9.0",
    "0.10.0",
    "1.0.0-alpha",
    "1.0.0-alpha.1",
    "1.0.0-alpha.beta",
    "1.0.0-beta",
    "1.0.0-beta.2",
    "1.0.0-beta.11",
    "1.0.0-rc.1",
    "1.0.0",
    "2.0.0",
    "2.1.0",
    "2.1.1",
    "10.0.0",
]


def test_versions_are_sorted_as_semver_says() -> None:
    mixed = random.Random(1).sample(IN_ORDER, len(IN_ORDER))

    assert sorted(mixed, key=version_key) == IN_ORDER
    assert len({version_key(text) for text in IN_ORDER}) == len(IN_ORDER)


def test_what_was_built_when_does_not_count() -> None:
    assert version_key("1.0.0+monday") == version_key("1.0.0+tuesday.2") == version_key("1.0.0")


@pytest.mark.parametrize(
    "text", ["", "1", "1.2", "v1.2.0", "01.2.0", "1.2.0-", "1.2.0-a..b", "1.2.0 ", "1.٢.0"]
)
def test_what_is_no_version_is_refused(text: str) -> None:
    assert not is_version(text)
    with pytest.raises(ValueError, match="is no version"):
        version_key(text)


@pytest.mark.parametrize(
    ("present", "releases", "later"),
    [
        ("1.1.0", ["1.0.0", "1.1.0", "1.2.0", "2.0.0-rc.1"], ("1.2.0",)),
        ("2.0.0-rc.1", ["1.2.0", "2.0.0-rc.1", "2.0.0-rc.2", "2.0.0"], ("2.0.0-rc.2", "2.0.0")),
        ("1.2.0", ["1.0.0", "1.2.0"], ()),
        ("3.0.0", ["1.0.0"], ()),
        ("0.0.0+aaa", ["0.0.0+aaa"], ()),
        ("0.0.0+aaa", ["0.0.0+bbb"], ("0.0.0+bbb",)),
        ("0.0.0+aaa", ["1.0.0", "1.1.0"], ("1.1.0",)),
        ("1.0.0", ["0.0.0+aaa"], ("0.0.0+aaa",)),
        ("spring", ["1.0.0"], ()),
    ],
)
def test_what_comes_after_a_place_s_release(
    present: str, releases: list[str], later: tuple[str, ...]
) -> None:
    """Any other state of a plain template counts as one; pre-releases are for places that have one."""
    assert later_than(present, releases) == later
