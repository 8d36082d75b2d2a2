"""JSON Schemas that kits bring: said in plain words, fetched from nowhere."""

from __future__ import annotations

import socket

import pytest

from localkit.store.schemas import check_schema, schema_problems


def said(value: object, schema: object) -> list[tuple[str, str]]:
    return [(problem.at, problem.message) for problem in schema_problems(value, schema)]


@pytest.mark.parametrize(
    ("value", "schema", "message"),
    [
        (1.5, {"type": "integer"}, "it must be a whole number; it is 1.5"),
        ("1", {"type": ["integer", "null"]}, 'it must be a whole number or nothing; it is "1"'),
        (True, {"type": "integer"}, "it must be a whole number; it is true"),
        (3, {"exclusiveMaximum": 3}, "it must be less than 3; it is 3"),
        (3, {"exclusiveMinimum": 3}, "it must be more than 3; it is 3"),
        ("", {"minLength": 1}, "it must not be empty"),
        ("ab", {"minLength": 3}, "it must have at least 3 characters"),
        ([1, 2], {"maxItems": 1}, "it must have at most 1 entries"),
        ("b", {"const": "a"}, 'it must be "a"; it is "b"'),
        ("b", {"pattern": "^a"}, 'it does not have the right form; it is "b"'),
    ],
)
def test_a_fault_is_said_in_plain_words(value: object, schema: object, message: str) -> None:
    assert said(value, schema) == [("", message)]


def test_a_fault_below_is_named_by_key_and_place() -> None:
    schema = {"properties": {"days": {"items": {"enum": ["mon", "tue"]}}}}

    assert said({"days": ["mon", "sun"]}, schema) == [
        ("/days/1", 'this entry must be one of mon, tue; it is "sun"')
    ]


def test_nothing_is_fetched_whatever_a_schema_refers_to() -> None:
    """A kit must not make a place's machine ask the network, or read a file."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/schema.json"

        found = said(1, {"$ref": address})

        with pytest.raises(BlockingIOError):
            server.accept()
    assert found == [("", f"the schema refers to {address}, which is not in it")]
    assert check_schema({"allOf": [{"$ref": address}]}) == (
        f'"$ref: {address}" leads out of the schema; write it out under $defs'
    )


def test_references_within_a_schema_are_followed() -> None:
    schema = {"$defs": {"turns": {"maximum": 2}}, "properties": {"n": {"$ref": "#/$defs/turns"}}}

    assert check_schema(schema) is None
    assert said({"n": 3}, schema) == [("/n", '"n" must be at most 2; it is 3')]


def test_a_reference_that_leads_nowhere_or_round_does_not_end_a_command() -> None:
    assert said(1, {"$ref": "#/$defs/none"}) == [("", "the schema refers to /$defs/none, which is not in it")]
    assert said(1, {"$ref": "#"}) == [("", "the schema refers to itself without end")]
