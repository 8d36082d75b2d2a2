"""Reading kit.yaml: every fault with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from localkit import __version__
from localkit.errors import KitError, LimitError
from localkit.model.limits import Limits
from localkit.model.passage import Passage
from localkit.store.kit_history import history_problems
from localkit.store.kit_values import address_part
from localkit.store.schemas import problems
from localkit.syntax.glob import readable
from localkit.syntax.yaml import YamlError, YamlText, parse

FILE = "kit.yaml"


@dataclass(frozen=True)
class KitProblem:
    """One fault of a kit's files, with its place."""

    message: str
    file: str = FILE
    line: int | None = None

    def error(self, folder: str = "") -> KitError:
        """The fault as an error that ends a command."""
        path = f"{folder.rstrip('/')}/{self.file}" if folder else self.file
        return KitError(
            self.message,
            path=path,
            line=self.line,
            hint="`localkit kit lint` lists everything that is wrong; `localkit schema kit` tells the format.",
        )


def parse_kit_yaml(data: bytes, limits: Limits, *, folder: str = "") -> YamlText:
    """Read kit.yaml's bytes as YAML.

    Raises:
        LimitError: It is over a limit.
        KitError: It is not YAML as localkit reads it, or not UTF-8.
    """
    path = f"{folder.rstrip('/')}/{FILE}" if folder else FILE
    if len(data) > limits.kit_yaml_bytes:
        raise LimitError(
            f"kit.yaml has {len(data) / 1e6:,.1f} MB; the limit is {limits.kit_yaml_bytes / 1e6:,.0f} MB",
            path=path,
            hint="A framework is a few hundred lines; long texts belong into the template.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise KitError("not UTF-8 text", path=path, line=line, hint="Save the file as UTF-8.") from None
    try:
        return parse(text, max_nodes=limits.yaml_nodes)
    except YamlError as error:
        kind = LimitError if error.limit else KitError
        raise kind(
            error.message, path=path, line=error.line, hint="Mend this line; the rest is read after that."
        ) from None


def kit_problems(source: YamlText, parameters: Iterable[str] | None = None) -> list[KitProblem]:
    """Everything in kit.yaml that the format does not allow, dangling references too.

    Args:
        source: The parsed text.
        parameters: Names of cookiecutter.json's public variables, where known.
    """
    data = source.data
    if not isinstance(data, dict):
        return [KitProblem("kit.yaml must be a set of keys and values", line=1)]
    early = _too_new(data)
    if early:
        return [KitProblem(early[1], line=source.line(early[0]))]
    found = [KitProblem(problem.message, line=source.line(problem.at)) for problem in problems(data, "kit")]
    if found:
        return found
    names = None if parameters is None else set(parameters)
    return [KitProblem(message, line=source.line(at)) for at, message in _references(data, names)]


def _too_new(data: Mapping[str, Any]) -> tuple[str, str] | None:
    """Ask `format` and `requires` first, so that an old localkit says what it is: too old."""
    at = "/requires/localkit"
    requires = data.get("requires")
    wanted = requires.get("localkit") if isinstance(requires, Mapping) else None
    if isinstance(wanted, str):
        from packaging.specifiers import InvalidSpecifier, SpecifierSet  # noqa: PLC0415  seldom needed

        try:
            allowed = SpecifierSet(wanted)
        except InvalidSpecifier:
            return at, f'"requires: localkit" must be like ">=0.1"; it is "{wanted}"'
        if not allowed.contains(__version__, prereleases=True):
            said = f"this kit needs localkit {wanted}; this is localkit {__version__}. Install a matching one"
            return at, said
    stated = data.get("format")
    if isinstance(stated, int) and not isinstance(stated, bool) and stated > 1:
        said = f"this kit has format {stated}; this localkit {__version__} knows format 1. Install a later localkit"
        return "/format", said
    return None


def _references(data: Mapping[str, Any], parameters: set[str] | None) -> Iterator[tuple[str, str]]:
    elements = data["elements"]
    functions = [function["id"] for function in data.get("functions", [])]
    ids = [element["id"] for element in elements]
    yield from _twice("elements", ids)
    yield from _twice("functions", functions)
    yield from _twice("indicators", [indicator["id"] for indicator in data.get("indicators", [])])
    yield from _twice("changes", [change["id"] for change in data.get("changes", [])])
    for index, element in enumerate(elements):
        yield from _element_references(f"/elements/{index}", element, functions, parameters)
    yield from history_problems(data, parameters)
    for index, pattern in enumerate(data.get("placeholders", [])):
        fault = _pattern_fault(pattern)
        if fault:
            yield f"/placeholders/{index}", f'"{_short(pattern)}" is no regular expression: {fault}'
    for index, pattern in enumerate(data.get("given_once", [])):
        yield from _bracket_fault(f"/given_once/{index}", pattern)
    if parameters is not None:
        yield from _parameter_references(data, parameters)


def _pattern_fault(pattern: str) -> str | None:
    """Why a text is no regular expression, or None where it is one."""
    try:
        re.compile(pattern)
    except RecursionError:
        return "it is nested too deep"
    except (re.error, OverflowError) as error:
        return str(error)
    return None


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _twice(group: str, ids: list[str]) -> Iterator[tuple[str, str]]:
    for index, name in enumerate(ids):
        if name in ids[:index]:
            yield f"/{group}/{index}/id", f'the id "{name}" is there twice'


def _element_references(
    at: str, element: Mapping[str, Any], functions: list[str], parameters: set[str] | None
) -> Iterator[tuple[str, str]]:
    proscribed = element.get("necessity") == "proscribed"
    if not proscribed and "latitude" not in element:
        yield at, f'"latitude" is missing (element "{element["id"]}"); it is one of fixed, bounded, open'
    if proscribed and "latitude" in element:
        yield f"{at}/latitude", "a proscribed element has no latitude; leave the key out"
    if proscribed and element.get("bounds"):
        yield f"{at}/bounds", "a proscribed element has no bounds; its passages say what must not be there"
    if not proscribed and element.get("bounds") and element.get("latitude") != "bounded":
        yield f"{at}/bounds", f'bounds are for the latitude bounded; it is "{element.get("latitude")}"'
    for index, name in enumerate(element.get("serves", [])):
        if name not in functions:
            known = ", ".join(functions) or "none"
            yield f"{at}/serves/{index}", f'there is no function "{name}"; functions are: {known}'
    yield from _condition_references(at, element, parameters)
    for index, passage in enumerate(element["passages"]):
        yield from _condition_references(f"{at}/passages/{index}", passage, parameters)
        yield from _bracket_fault(f"{at}/passages/{index}/file", passage["file"])
        if "lacks" in passage and not proscribed:
            yield (
                f"{at}/passages/{index}/lacks",
                "phrases to lack in a passage are for proscribed elements; else write a bound",
            )
    yield from _bound_references(at, element)


def _bracket_fault(at: str, pattern: str) -> Iterator[tuple[str, str]]:
    if not readable(pattern):
        yield (
            at,
            f'square brackets that cannot be read: "{pattern}"; they hold signs or a range, such as [a-z]',
        )


def _condition_references(
    at: str, holder: Mapping[str, Any], parameters: set[str] | None
) -> Iterator[tuple[str, str]]:
    if parameters is not None:
        for name in holder.get("applies_to", {}):
            if name not in parameters:
                yield f"{at}/applies_to/{name}", f'cookiecutter.json has no parameter "{name}"'


def _bound_references(at: str, element: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    passages = [Passage(**address_part(passage)) for passage in element["passages"]]
    for index, bound in enumerate(element.get("bounds", [])):
        where = f"{at}/bounds/{index}"
        named = address_part(bound)
        if not named and len(passages) > 1:
            yield (
                where,
                "the element has several passages; say which one this bound is for (file, section, value …)",
            )
        elif named and not any(Passage(**named).same_place(passage) for passage in passages):
            yield where, "this bound is for a passage that the element does not have"
        yield from _schema_fault(where, bound)


def _schema_fault(where: str, bound: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if "schema" in bound:
        from localkit.store.schemas import check_schema  # noqa: PLC0415  imports jsonschema

        fault = check_schema(bound["schema"])
        if fault:
            yield f"{where}/schema", f"not a valid JSON Schema: {fault}"


def _parameter_references(data: Mapping[str, Any], parameters: set[str]) -> Iterator[tuple[str, str]]:
    place = data.get("place", {})
    for key in ("name", "code"):
        if key in place and place[key] not in parameters:
            yield f"/place/{key}", f'cookiecutter.json has no parameter "{place[key]}"'
    for index, name in enumerate(data.get("shares", [])):
        if name not in parameters:
            yield f"/shares/{index}", f'cookiecutter.json has no parameter "{name}"'
