"""What of a page is prose, where its sentences begin, and how hard they are."""

from __future__ import annotations

import socket

import pytest

from localkit_plain_language.prose import Sentence, sentences
from localkit_plain_language.reading_age import hardest, reading_age


def said(page: str) -> list[str]:
    return [item.text for item in sentences(page)]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("# Not this one at all\n\nThis one is prose.\n", ["This one is prose."], id="heading"),
        pytest.param(
            "Not this one at all\n===\n\nThis one is prose.\n", ["This one is prose."], id="underlined"
        ),
        pytest.param("| a b c | d e f |\n|---|---|\n| g h i | j k l |\n", [], id="table"),
        pytest.param("```\nprint it all out\n```\n\n    and so is this\n", [], id="code"),
        pytest.param("<p>Not this one at all</p>\n", [], id="html"),
        pytest.param("<!-- Not this one at all -->\n", [], id="comment"),
        pytest.param("![Not this one](a.png)\n", [], id="picture"),
        pytest.param("Read [the long page](https://a.example/b).\n", ["Read the long page."], id="link"),
        pytest.param(
            "Write to me@a.example or see www.a.example today\n", ["Write to or see today"], id="address"
        ),
        pytest.param("This is `code` and **bold** text.\n", ["This is and bold text."], id="inline"),
        pytest.param(
            "- one thing here\n- two things here\n", ["one thing here", "two things here"], id="list"
        ),
        pytest.param("> Said by somebody else.\n", ["Said by somebody else."], id="quotation"),
        pytest.param("Date:\n\nYour name\n\n( ) Yes  ( ) No\n", [], id="labels"),
        pytest.param(
            "It is so. Is it so? It is so! “It is so.” It is so",
            ["It is so.", "Is it so?", "It is so!", "“It is so.”", "It is so"],
            id="many",
        ),
        pytest.param(
            "We meet at 3.30 p.m. in the hall.\n", ["We meet at 3.30 p.m. in the hall."], id="small letter"
        ),
        pytest.param("Ask Dr. Rhys for some help.\n", ["Ask Dr. Rhys for some help."], id="title"),
        pytest.param(
            "---\ntitle: Not this one at all\n---\nThis one is prose.\n", ["This one is prose."], id="front"
        ),
        pytest.param("", [], id="empty"),
        pytest.param(" \n\n\t\n", [], id="blank"),
        pytest.param("… . ! ?\n", [], id="signs"),
    ],
)
def test_prose_is_what_people_read_one_after_the_other(page: str, expected: list[str]) -> None:
    assert said(page) == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_those_that_an_editor_counts(end: str) -> None:
    page = end.join(
        [
            "---",
            "a: 1",
            "---",
            "",
            "# Head",
            "",
            "First of all. Then",
            "the second one. And",
            "- the third item",
            "",
        ]
    )

    assert sentences(page) == (
        Sentence("First of all.", 7),
        Sentence("Then the second one.", 7),
        Sentence("the third item", 9),
    )


def test_the_reading_age_is_the_published_index_plus_five() -> None:
    # 14 words of 44 letters in two sentences: 4.71 * 46/14 + 0.5 * 14/2 - 21.43 + 5 = 2.55, and nobody reads at two
    easy = sentences("The cat sat on the big mat. Then the cat went to the house.\n")
    # 12 words of 60 letters in one sentence: 4.71 * 61/12 + 0.5 * 12/1 - 21.43 + 5 = 13.51
    middle = [Sentence(" ".join(["abcde"] * 12), 1)]

    assert reading_age(easy) == 5
    assert reading_age(middle) == 14


def test_marks_within_a_sentence_end_none() -> None:
    plain = [Sentence("We meet in the old hall at half past three and then walk home", 1)]
    marked = [Sentence("We meet in the old hall (e.g. at 3.30) at half past three and walk", 1)]

    assert reading_age(marked) - reading_age(plain) <= 2


def test_the_hardest_sentences_come_hardest_first() -> None:
    easy = Sentence("We can help you to find it.", 1)
    middle = Sentence(
        "Somebody from the scheme will come and visit you at home during the following week.", 2
    )
    hard = Sentence(
        "Comprehensive multidisciplinary documentation necessitates considerable interdepartmental care.", 3
    )

    assert [item.line for item, _ in hardest([easy, middle, hard])] == [3, 2, 1]
    assert [item.line for item, _ in hardest([easy, middle, hard], 1)] == [3]
    assert hardest([]) == []


def test_nothing_is_asked_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)

    assert reading_age(sentences("There is nothing to fetch for this one sentence.\n")) > 5
