"""A person's settings, and which kits may run their own code."""

from __future__ import annotations

from pathlib import Path

import pytest

from localkit.errors import AnswersError, InputError, MachineError
from localkit.model.limits import Limits
from localkit.store.answers_file import parse_answers, read_answers
from localkit.store.settings import read_limits
from localkit.store.trust import is_trusted, remember_trust
from localkit.testing import write_world

HINT = "Limits are whole numbers: file_bytes, files, kit_yaml_bytes, rendered_bytes, seconds, yaml_nodes."


class TestSettings:
    @pytest.mark.parametrize("text", [None, "", "limits: {}\n"], ids=["no file", "empty", "no limits"])
    def test_limits_are_the_defaults_where_nothing_is_set(self, tmp_path: Path, text: str | None) -> None:
        if text is not None:
            write_world(tmp_path, {"settings.yaml": text})

        assert read_limits(tmp_path) == Limits()

    def test_a_limit_can_be_raised(self, tmp_path: Path) -> None:
        write_world(tmp_path, {"settings.yaml": "limits: {seconds: 60.5, files: 7}\n"})

        assert read_limits(tmp_path) == Limits(seconds=60.5, files=7)

    @pytest.mark.parametrize(
        ("text", "line", "message", "hint"),
        [
            ("limits:\n  files: many\n", 2, 'limits: "files: many" is not a limit', HINT),
            ("limits:\n  files: 0\n", 2, 'limits: "files: 0" is not a limit', HINT),
            ("limits:\n  files: true\n", 2, 'limits: "files: True" is not a limit', HINT),
            ("limits:\n  files: 1.5\n", 2, 'limits: "files: 1.5" is not a limit', HINT),
            ("limits:\n  fils: 5\n", 2, 'limits: "fils: 5" is not a limit', HINT),
            (
                "limit: {}\n",
                1,
                'settings.yaml can have one key, "limits", with keys and values below it',
                "For example: limits: {seconds: 60}",
            ),
            (
                "- a\n",
                1,
                'settings.yaml can have one key, "limits", with keys and values below it',
                "For example: limits: {seconds: 60}",
            ),
            (
                "limits: [\n",
                2,
                "a bracket that is not closed, or an entry that is missing",
                "Mend this line.",
            ),
        ],
    )
    def test_a_slip_is_told(self, tmp_path: Path, text: str, line: int, message: str, hint: str) -> None:
        write_world(tmp_path, {"settings.yaml": text})

        with pytest.raises(InputError) as caught:
            read_limits(tmp_path)

        assert (caught.value.message, caught.value.line, caught.value.hint) == (message, line, hint)

    def test_text_that_is_not_utf8_is_told(self, tmp_path: Path) -> None:
        write_world(tmp_path, {"settings.yaml": b"\xff"})

        with pytest.raises(InputError, match="not UTF-8 text"):
            read_limits(tmp_path)


class TestTrust:
    def test_a_kit_is_trusted_by_its_content(self, tmp_path: Path) -> None:
        folder = tmp_path / "new"
        remember_trust(folder, "sha256:1", "small")
        remember_trust(folder, "sha256:2", "other")

        assert [is_trusted(folder, f"sha256:{number}") for number in (1, 2, 3)] == [True, True, False]
        assert [path.name for path in folder.iterdir()] == ["trusted-kits.json"]

    def test_nothing_is_trusted_at_first(self, tmp_path: Path) -> None:
        assert not is_trusted(tmp_path, "sha256:1")

    @pytest.mark.parametrize("text", ["{", "[]", "\xff"], ids=["no JSON", "a list", "odd"])
    def test_a_damaged_list_trusts_nobody(self, tmp_path: Path, text: str) -> None:
        write_world(tmp_path, {"trusted-kits.json": text.encode("latin-1")})

        for act in (lambda: is_trusted(tmp_path, "x"), lambda: remember_trust(tmp_path, "x", "y")):
            with pytest.raises(InputError) as caught:
                act()
            assert (caught.value.message, caught.value.hint) == (
                "the list of trusted kits is damaged",
                "Delete the file; you will be asked again.",
            )

    def test_a_folder_that_cannot_be_made_is_told(self, tmp_path: Path) -> None:
        write_world(tmp_path, {"file": ""})

        with pytest.raises(MachineError, match="cannot re"):
            remember_trust(tmp_path / "file", "x", "y")


class TestAnswers:
    @pytest.mark.parametrize(
        ("text", "answers"),
        [
            ("place_name: Barnsley\nturns: 2\n", {"place_name": "Barnsley", "turns": 2}),
            ('{"place_name": "Barnsley", "list": ["a"]}', {"place_name": "Barnsley", "list": ["a"]}),
            ("\ufeffnation: no\n", {"nation": "no"}),
            ("", {}),
        ],
        ids=["YAML", "JSON", "byte order mark", "empty"],
    )
    def test_answers_are_yaml_or_json(self, text: str, answers: dict[str, object]) -> None:
        assert parse_answers(text.encode(), "a.yaml") == answers

    @pytest.mark.parametrize(
        ("data", "line", "message", "hint"),
        [
            (b"- a\n", 1, "answers must be names with values", "Write one NAME: VALUE a line."),
            (b"a: 1\na: 2\n", 2, "the key 'a' is there twice", "Write one NAME: VALUE a line."),
            (
                b"a:\n\tb: 1\n",
                2,
                "a tab where YAML wants spaces; indent with spaces",
                "Write one NAME: VALUE a line.",
            ),
            (b"\xff", None, "not UTF-8 text", "Save the file as UTF-8."),
        ],
    )
    def test_a_slip_is_told(self, data: bytes, line: int | None, message: str, hint: str) -> None:
        with pytest.raises(AnswersError) as caught:
            parse_answers(data, "a.yaml")

        assert (caught.value.path, caught.value.line, caught.value.message, caught.value.hint) == (
            "a.yaml",
            line,
            message,
            hint,
        )

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(AnswersError) as caught:
            read_answers(tmp_path / "none.yaml")

        assert (caught.value.message, caught.value.hint) == (
            "there is no such file",
            "See whether the name is written as on disk.",
        )
