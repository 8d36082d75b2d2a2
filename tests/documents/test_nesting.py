"""Passages of any kind in any mixture: where they lie, how they relate, who owns a word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from localkit.documents.reading import read
from localkit.model.passage import Passage
from localkit.syntax.pointer import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from localkit.model.document import Document

REGIONS = "|# localkit:begin a|# localkit:end a|# localkit:begin b|# localkit:end b"
PIECES = {
    "a.md": "---|a: 1|b: [1, 2]|# A|## B|text|- # C|```||B|===|# A > B",
    "a.yaml": "a:|  b: 1|- y|c: &k [1, {d: 2}]|e: *k|  # why|t: >|  text|f: {}|? z",
    "a.toml": "[a]|[[a]]|[a.b]|[c]|b.c = 2|x = {a.b = 1, c = [1, {d=2}]}|s = '''|'''|d = 07:32:00",
    "a.csv": 'a,b,c|x,1,2|y,3|"z\nz",4,5,,||,,|y,',
}
FRONT = "---\na: 1\n# localkit:begin front\nb: [1, 2]\nc: {d: x}\n# localkit:end front\n---\n"
FILES = st.sampled_from(list(PIECES)).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.builds(
            str.__add__,
            st.sampled_from(["", FRONT] if name == "a.md" else [""]),
            st.lists(st.sampled_from((PIECES[name] + REGIONS).split("|")), max_size=14).map("\n".join),
        ),
    )
)
OPPOSITE = {"inside": "contains", "contains": "inside"}


def nodes(data: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield above
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        yield from nodes(value, (*above, str(key)))


def passages(document: Document) -> list[Passage]:
    file = Passage(document.path)
    found = [file, *(Passage(file.file, region=name) for name in ("a", "b", "front"))]
    found += [Passage(file.file, row=key) for key in "xy"] + [
        Passage(file.file, column=name) for name in "bc"
    ]
    found += [Passage(file.file, section=section.address) for section in document.sections]
    root = Passage(file.file, value="")
    if document.locate(root):
        found += [Passage(file.file, value=join(node)) for node in nodes(document.content(root).value)][:10]
    return [passage for passage in found if document.locate(passage)]


@settings(max_examples=150, deadline=None)
@given(FILES)
def test_every_passage_lies_in_its_file(file: tuple[str, str]) -> None:
    document = read(file[0], file[1].encode())

    for passage in passages(document):
        location = document.locate(passage)
        assert location is not None
        assert 1 <= location.line <= location.end_line <= document.text.count("\n") + 1
        assert (location.start is None) == (location.end is None)
        if location.start is not None and location.end is not None:
            assert 0 <= location.start <= location.end <= len(document.text)


@settings(max_examples=150, deadline=None)
@given(FILES)
def test_relations_agree_from_both_sides_and_say_who_owns_a_word(file: tuple[str, str]) -> None:
    document = read(file[0], file[1].encode())

    for one in passages(document):
        mine = document.content(one)
        assert document.relation(one, one) == "same"
        assert document.content(one, [one]).words == ()
        for other in passages(document):
            relation = document.relation(one, other)
            assert document.relation(other, one) == OPPOSITE.get(relation, relation)
            if "region" in (one.form, other.form):
                continue  # comments in a region are words of the region only
            whole, rest = document.content(other).words, document.content(other, [one]).words
            if relation == "inside":
                assert len(rest) + len(mine.words) == len(whole)
            if relation == "apart":
                assert rest == whole
