"""Answers in a file: a flat YAML or JSON mapping, as in a kit's samples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from localkit.errors import AnswersError, MachineError
from localkit.syntax.yaml import YamlError, parse


def read_answers(path: Path) -> dict[str, Any]:
    """Read a file of answers.

    Raises:
        AnswersError: There is none, it is not YAML or JSON, or no mapping of names to values.
        MachineError: It cannot be read.
    """
    try:
        data = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise AnswersError(
            "there is no such file", path=str(path), hint="See whether the name is written as on disk."
        ) from error
    except OSError as error:
        raise MachineError(f"cannot read the answers: {error.strerror}", path=str(path)) from error
    return parse_answers(data, str(path))


def parse_answers(data: bytes, path: str) -> dict[str, Any]:
    """Read a file's bytes as answers.

    Raises:
        AnswersError: They are not YAML or JSON, or no mapping of names to values.
    """
    try:
        answers = parse(data.decode("utf-8-sig")).data
    except UnicodeDecodeError as error:
        raise AnswersError("not UTF-8 text", path=path, hint="Save the file as UTF-8.") from error
    except YamlError as error:
        raise AnswersError(
            error.message, path=path, line=error.line, hint="Write one NAME: VALUE a line."
        ) from error
    if answers is None:
        return {}
    if not isinstance(answers, dict):
        raise AnswersError(
            "answers must be names with values", path=path, line=1, hint="Write one NAME: VALUE a line."
        )
    return answers
