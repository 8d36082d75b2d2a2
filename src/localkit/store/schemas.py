"""The public formats' schemas, and their errors in plain words with a place in the file."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from localkit.errors import InputError
from localkit.syntax import pointer

NAMES = (
    "adapt",
    "adaptations",
    "adopt",
    "bundle",
    "bundle-made",
    "check",
    "decide",
    "decisions",
    "demo",
    "diff",
    "error",
    "exception",
    "exception-list",
    "exceptions",
    "export",
    "kit",
    "kit-lint",
    "kit-try",
    "known",
    "local",
    "log",
    "observe",
    "plugins",
    "plugins-new",
    "portfolio",
    "portfolio-add",
    "portfolio-remove",
    "portfolio-scan",
    "portfolio-show",
    "record",
    "refresh",
    "rehearse",
    "repair",
    "resolve",
    "set",
    "snapshot",
    "status",
    "undo",
    "update",
)

_TYPE_WORDS = {
    "object": "a set of keys and values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "nothing",
}


@dataclass(frozen=True)
class SchemaProblem:
    """One thing that a schema does not allow.

    Attributes:
        at: JSON pointer to where it is.
        message: What was found and what was expected, in plain words.
    """

    at: str
    message: str


def schema_text(name: str) -> str:
    """The schema of a public format, as JSON text.

    Raises:
        InputError: There is no such format.
    """
    if name not in NAMES:
        close = difflib.get_close_matches(name, NAMES, 1)
        meant = f'Did you mean "{close[0]}"? ' if close else ""
        raise InputError(f'there is no format named "{name}"', hint=f"{meant}There are: {', '.join(NAMES)}.")
    return resources.files(__package__).joinpath("schemas", f"{name}.json").read_text("utf-8")


@cache
def schema(name: str) -> Any:
    """The schema of a public format as plain values."""
    return json.loads(schema_text(name))


def problems(data: Any, name: str) -> list[SchemaProblem]:
    """Everything in ``data`` that the named format does not allow, in document order."""
    return schema_problems(data, schema(name))


def schema_problems(data: Any, against: Any) -> list[SchemaProblem]:
    """Everything in ``data`` that a JSON Schema (2020-12) does not allow."""
    from referencing.exceptions import Unresolvable  # noqa: PLC0415  imports cost more than the work

    try:
        found = [problem for error in _validator(against).iter_errors(data) for problem in _in_words(error)]
    except Unresolvable as error:
        return [SchemaProblem("", f"the schema refers to {error.ref}, which is not in it")]
    except RecursionError:
        return [SchemaProblem("", "the schema refers to itself without end")]
    return list(dict.fromkeys(found))


def schema_words(data: Any, against: Any) -> list[str]:
    """Everything in ``data`` that a JSON Schema does not allow, in plain words that say where it is."""
    return [_place(problem.at) + problem.message for problem in schema_problems(data, against)]


def _place(at: str) -> str:
    """Where in a value something is, as a person would say it; a named part is named by the message itself."""
    parts = pointer.split(at)
    above = parts if parts and parts[-1].isdigit() else parts[:-1]
    words = ", ".join(f"entry {int(part) + 1}" if part.isdigit() else part for part in above)
    return f"{words}: " if words else ""


def check_schema(candidate: Any) -> str | None:
    """Why something is no JSON Schema, or None where it is one."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415  imports cost more than the work
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415

    try:
        Draft202012Validator.check_schema(candidate)
    except SchemaError as error:
        where = pointer.join(error.absolute_path)
        return f"{error.message}" + (f" (at {where})" if where else "")
    outward = next((ref for ref in _references(candidate) if not ref.startswith("#")), None)
    return f'"$ref: {outward}" leads out of the schema; write it out under $defs' if outward else None


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, list):
        for item in schema:
            yield from _references(item)
    elif isinstance(schema, dict):
        for key, value in schema.items():
            if key in ("$ref", "$dynamicRef") and isinstance(value, str):
                yield value
            elif key not in ("const", "default", "enum", "examples"):
                yield from _references(value)


def _validator(against: Any) -> Any:
    from jsonschema_specifications import REGISTRY  # noqa: PLC0415  imports cost more than the work

    # With a registry of its own, jsonschema fetches nothing: a kit must not make a place's machine ask the network.
    return _kind()(against, registry=REGISTRY)


@cache
def _kind() -> Any:
    """Draft 2020-12 with our own keywords. To make a validator's class takes longer than to use it."""
    from jsonschema import Draft202012Validator, validators  # noqa: PLC0415  imports cost more than the work

    return validators.extend(  # type: ignore[no-untyped-call]
        Draft202012Validator, {"x-at-most-one": _at_most_one, "x-at-least-one": _at_least_one}
    )


def _at_most_one(_validator: Any, names: list[str], instance: Any, _schema: Any) -> Iterator[Any]:
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415

    there = [name for name in names if isinstance(instance, dict) and name in instance]
    if len(there) > 1:
        yield ValidationError(f"only one of {_listed(names)} can be given; here are {_listed(there)}")


def _at_least_one(_validator: Any, names: list[str], instance: Any, _schema: Any) -> Iterator[Any]:
    from jsonschema.exceptions import ValidationError  # noqa: PLC0415

    if isinstance(instance, dict) and not any(name in instance for name in names):
        yield ValidationError(f"one of {_listed(names)} is needed")


def _listed(names: list[str]) -> str:
    return ", ".join(names)


def _in_words(error: Any) -> Iterator[SchemaProblem]:
    at = pointer.join(error.absolute_path)
    name = error.absolute_path[-1] if error.absolute_path else None
    if _of_a_key(error):
        form = _message(error.validator, "the key", error.validator_value, error.instance, error)
        yield SchemaProblem(f"{at}/{pointer.escape(str(error.instance))}", form)
        return
    subject = f'"{name}"' if isinstance(name, str) else ("this entry" if name is not None else "it")
    keyword, want, got = error.validator, error.validator_value, error.instance
    if keyword == "required":
        missing = [key for key in want if key not in got]
        yield from (SchemaProblem(at, f'"{key}" is missing') for key in missing)
        return
    if keyword == "additionalProperties" and want is False:
        yield from _unknown(error, at)
        return
    yield SchemaProblem(at, _message(keyword, subject, want, got, error))


def _of_a_key(error: Any) -> bool:
    """Whether it is a key that has the wrong form, not what stands behind it; jsonschema's path ends before the key."""
    above = list(error.absolute_schema_path)[-3:-1]
    return above[-1:] == ["propertyNames"] and above[0] != "properties"


def _unknown(error: Any, at: str) -> Iterator[SchemaProblem]:
    import re  # noqa: PLC0415

    known = list(error.schema.get("properties", {}))
    free = list(error.schema.get("patternProperties", {}))
    for key in error.instance:
        if key in known or any(re.search(pattern, str(key)) for pattern in free):
            continue
        close = difflib.get_close_matches(str(key), known, 1)
        advice = f'did you mean "{close[0]}"?' if close else f"known are: {_listed(known)}"
        yield SchemaProblem(f"{at}/{pointer.escape(str(key))}", f'unknown key "{key}"; {advice}')


def _message(keyword: str, subject: str, want: Any, got: Any, error: Any) -> str:
    described = error.schema.get("description") if isinstance(error.schema, Mapping) else None
    if keyword == "type":
        wanted = " or ".join(_TYPE_WORDS[kind] for kind in ([want] if isinstance(want, str) else want))
        return f"{subject} must be {wanted}; it is {_shown(got)}"
    if keyword == "enum":
        return f"{subject} must be one of {_listed([str(item) for item in want])}; it is {_shown(got)}"
    if keyword == "const":
        return f"{subject} must be {_shown(want)}; it is {_shown(got)}"
    if keyword == "pattern":
        form = f" ({_first_sentence(described)})" if described else ""
        return f"{subject} does not have the right form{form}; it is {_shown(got)}"
    if keyword in ("minimum", "exclusiveMinimum"):
        return f"{subject} must be {'more than' if keyword != 'minimum' else 'at least'} {want}; it is {_shown(got)}"
    if keyword in ("maximum", "exclusiveMaximum"):
        return f"{subject} must be {'less than' if keyword != 'maximum' else 'at most'} {want}; it is {_shown(got)}"
    if keyword in ("minLength", "minItems", "minProperties"):
        return (
            f"{subject} must not be empty"
            if want == 1
            else f"{subject} must have at least {want} {_unit(keyword)}"
        )
    if keyword in ("maxLength", "maxItems", "maxProperties"):
        return f"{subject} must have at most {want} {_unit(keyword)}"
    if keyword == "dependentRequired":
        given = ", ".join(key for key in want if key in got)
        return f'"file" is missing: {given} alone does not say where'
    if keyword.startswith("x-at-"):
        return str(error.message)
    return f"{subject}: {error.message}"


def _first_sentence(text: str) -> str:
    return text.partition(". ")[0].rstrip(".")


def _unit(keyword: str) -> str:
    return "characters" if keyword.endswith("Length") else "entries"


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a set of keys and values"
    if isinstance(value, list):
        return "a list"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:57]}…"
