"""The rule and the test that docs/how-to/write-a-plugin.md shows are ones that work."""

from __future__ import annotations

import re
import sys
from types import ModuleType

import pytest
from docs.make import pages

PAGE = (pages.DOCS / "how-to" / "write-a-plugin.md").read_text("utf-8")
RULE, TEST = re.findall(r"^```python\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = ModuleType("localkit_street_parties")
    exec(compile(RULE, module.__name__, "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return module


def test_its_test_passes(plugin: ModuleType) -> None:
    told: dict[str, object] = {}
    exec(compile(TEST, "test", "exec"), told)
    check = told["test_insurance_is_asked_for"]

    assert callable(check)
    check()


def test_its_test_can_fail(plugin: ModuleType) -> None:
    told: dict[str, object] = {}
    exec(compile(TEST.replace("# Insurance", "# Insurance valid until 2027"), "test", "exec"), told)
    check = told["test_insurance_is_asked_for"]

    assert callable(check)
    with pytest.raises(AssertionError):
        check()
