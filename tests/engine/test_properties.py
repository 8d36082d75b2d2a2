"""What holds for every kit and every edit."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from localkit.documents.reading import read
from localkit.engine.file_pairs import FilePair
from localkit.engine.measures import indel_distance, normalised
from localkit.engine.pairing import pair_files, pair_sections
from localkit.engine.word_marks import mark_words
from localkit.model.divergence import Divergence
from localkit.model.kit import Kit
from localkit.model.passage import Passage
from localkit.model.tree import File
from localkit.syntax.words import words
from localkit.testing import compare, kit

quick = settings(max_examples=60, deadline=None)
WORD = st.sampled_from(["tea", "cake", "stay", "mend", "item", "fee", "café", "two", "*free*", "`x`", "1"])
HEADING = st.sampled_from(["Day", "Rule", "Rule", "Note", "Fees", "A & B"])
SECTION = st.tuples(st.integers(1, 3), HEADING, st.lists(WORD, max_size=12))
SECTIONS = st.lists(SECTION, max_size=6)
TEXT = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)


def markdown(sections: Sequence[tuple[int, str, Sequence[str]]]) -> str:
    return "".join(f"{'#' * level} {heading}\n\n{' '.join(said)}\n\n" for level, heading, said in sections)


def claiming(sections: Sequence[tuple[int, str, Sequence[str]]], latitude: str) -> Kit:
    """A kit with an element for every section that can be named."""
    document = read("a.md", markdown(sections).encode())
    return kit(
        "\n".join(
            f"- {{id: e{number}, title: E, latitude: {latitude}, "
            f"passages: [{{file: a.md, section: '{section.address}'}}]}}"
            for number, section in enumerate(document.sections)
        )
    )


def lights(found: Divergence) -> list[object]:
    return [(item.light, item.state, item.changed) for item in found.elements]


@quick
@given(SECTIONS, st.sampled_from(["fixed", "bounded", "open"]))
def test_a_plain_copy_is_as_the_core_and_nothing_of_it_is_local(
    sections: Sequence[tuple[int, str, Sequence[str]]], latitude: str
) -> None:
    core = {"a.md": markdown(sections), "b.txt": "More.\n"}

    found = compare(claiming(sections, latitude), core, core)

    assert all(item == ("green", "as_core", 0.0) for item in lights(found))
    assert found.core_kept == (1.0 if found.elements and latitude != "open" else None)
    assert found.locally_shaped == 0.0
    assert (found.recorded, found.unrecorded, found.unclaimed, found.findings) == (0, 0, (), ())


@quick
@given(SECTIONS, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_what_is_not_a_change_never_is(
    sections: Sequence[tuple[int, str, Sequence[str]]], end: str, mark: bool
) -> None:
    core = markdown(sections)
    lines = [line if line.startswith("#") else line.replace(" ", "\n") for line in core.split("\n")]
    local = ("\ufeff" if mark else "") + "\n".join(lines).rstrip("\n").replace("\n", end)

    found = compare(claiming(sections, "fixed"), {"a.md": core}, {"a.md": local})

    assert all(item == ("green", "as_core", 0.0) for item in lights(found))
    assert found.files.changed == ()


VALUES = st.dictionaries(
    st.sampled_from(["a", "b", "c", "d"]), st.integers(0, 9) | st.booleans() | WORD, min_size=1
)


@quick
@given(VALUES, st.randoms(use_true_random=False))
def test_the_order_and_dress_of_data_never_matter(values: dict[str, object], random) -> None:  # type: ignore[no-untyped-def]
    elements = "\n".join(
        f"- {{id: {name}, title: T, latitude: fixed, passages: [{{file: s.yaml, value: /{name}}}]}}"
        for name in values
    )
    text = {
        name: f'"{value}"' if isinstance(value, str) else str(value).lower() for name, value in values.items()
    }
    shuffled = random.sample(sorted(text), len(text))
    core = {"s.yaml": "".join(f"{name}: {said}\n" for name, said in text.items()), "t.csv": "k,v\n"}
    core["t.csv"] += "".join(f"{name},{values[name]}\n" for name in text)
    local = {
        "s.yaml": "# ours\n" + "".join(f"{name}:   {text[name]}  # so\n" for name in shuffled),
        "t.csv": "k;v;\r\n" + "".join(f'"{name}";{values[name]};;\r\n' for name in shuffled) + ";\r\n",
    }

    found = compare(kit(elements, unclaimed="fixed"), core, local)

    assert all(item == ("green", "as_core", 0.0) for item in lights(found))
    assert (found.files.changed, found.unclaimed_light, found.core_kept) == ((), "green", 1.0)


@quick
@given(TEXT, TEXT)
def test_no_edit_of_what_nobody_claims_changes_an_element(before: str, after: str) -> None:
    framework = kit(
        "- {id: r, title: R, latitude: fixed, passages: [{file: a.txt, region: r}]}\n"
        "- {id: v, title: V, latitude: fixed, passages: [{file: s.yaml, value: /v}]}"
    )
    safe = [text.replace("localkit", "") for text in (before, after)]
    rest = "\n<!-- localkit:begin r -->\nStay.\n<!-- localkit:end r -->\n"

    found = compare(
        framework,
        {"a.txt": safe[0] + rest + safe[0], "s.yaml": "v: 1\nw: 2\n", "c.txt": before},
        {"a.txt": safe[1] + rest + safe[0], "s.yaml": "v: 1\nw: 3\nx: 4\n", "d.txt": after},
    )

    assert lights(found) == [("green", "as_core", 0.0)] * 2
    assert found.core_kept == 1.0


@quick
@given(st.lists(WORD, max_size=30), st.lists(WORD, max_size=30))
def test_changed_is_a_share_and_the_same_from_either_side(one: list[str], other: list[str]) -> None:
    there = normalised(indel_distance(one, other), len(one), len(other))
    back = normalised(indel_distance(other, one), len(other), len(one))

    assert there == back
    assert 0.0 <= there <= 1.0
    assert (there == 0.0) == (one == other)


@quick
@given(SECTIONS, SECTIONS)
def test_sections_pair_one_to_one_and_every_time_alike(
    core: Sequence[tuple[int, str, Sequence[str]]], local: Sequence[tuple[int, str, Sequence[str]]]
) -> None:
    ours, theirs = read("a.md", markdown(core).encode()), read("a.md", markdown(local).encode())

    pairs = pair_sections(ours, theirs)

    assert pairs == pair_sections(ours, theirs)
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs) <= {section.start for section in ours.sections}
    assert set(pairs.values()) <= {section.start for section in theirs.sections}
    paths = {(section.path, section.occurrence): section.start for section in theirs.sections}
    for section in ours.sections:  # the same heading path comes before anything else
        if (section.path, section.occurrence) in paths:
            assert pairs[section.start] == paths[section.path, section.occurrence]


@quick
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.lists(WORD, max_size=12), max_size=5),
    st.dictionaries(st.sampled_from("defghi"), st.lists(WORD, max_size=12), max_size=5),
)
def test_files_pair_one_to_one_and_every_time_alike(
    core: dict[str, list[str]], local: dict[str, list[str]]
) -> None:
    def files(said: dict[str, list[str]]) -> dict[str, File]:
        return {path: File(" ".join(said[path]).encode()) for path in sorted(said)}

    pairs = pair_files(files(core), files(local))

    assert len(set(pairs.values())) == len(pairs)
    assert all(pairs[path] == path for path in core if path in local)
    assert pairs == pair_files(files(core), files(local))
    left = [path for path in local if path not in pairs.values()]
    for path, said in core.items():  # nothing is left alone beside a twin
        assert path in pairs or not said or said not in [local[name] for name in left]


@quick
@given(TEXT | st.lists(WORD, max_size=20).map(" ".join), TEXT | st.lists(WORD, max_size=20).map(" ".join))
def test_marked_words_give_both_texts_back(core: str, local: str) -> None:
    runs = mark_words(core, local)

    shown = "".join(run.text for run in runs if run.op != "core")
    assert words(shown) == words(local)
    if words(local) == tuple(local.split()):  # already in normal form
        assert shown == local
    assert tuple(word for run in runs if run.op != "local" for word in words(run.text)) == words(core)
    assert all(one.op != other.op for one, other in pairwise(runs))


@quick
@given(SECTIONS, SECTIONS)
def test_no_edit_makes_measuring_fail_and_every_share_is_one(
    core: Sequence[tuple[int, str, Sequence[str]]], local: Sequence[tuple[int, str, Sequence[str]]]
) -> None:
    found = compare(claiming(core, "fixed"), {"a.md": markdown(core)}, {"a.md": markdown(local)})

    shares = [item.changed for item in found.elements] + [found.core_kept, found.locally_shaped]
    assert all(share is None or 0.0 <= share <= 1.0 for share in shares)
    assert all((item.light == "green") == (item.state == "as_core") for item in found.elements)


@quick
@given(
    st.binary(max_size=80), st.sampled_from(["a.md", "s.yaml", "s.json", "s.toml", "t.csv", "x.txt", "y.bin"])
)
def test_no_bytes_make_measuring_fail(data: bytes, path: str) -> None:
    framework = kit(
        "- {id: f, title: F, latitude: fixed, passages: [{file: '*.*'}]}\n"
        "- {id: n, title: N, necessity: proscribed, passages: [{file: '*', lacks: [fee]}]}"
    )

    found = compare(framework, {path: "one: two\n"}, {path: data})

    assert len(found.elements) == 2


def test_a_pair_of_files_reads_neither_before_somebody_asks() -> None:
    def refuse(path: str, data: bytes) -> None:
        raise AssertionError(path)

    pair = FilePair("a.md", File(b"one"), "a.md", File(b"one"), refuse)  # type: ignore[arg-type]

    assert pair.says_the_same
    assert Passage("a.md").at("b.md").address == "b.md"
