"""Whatever small tree hypothesis thinks of, both give the same or both refuse."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.render.conftest import by_cookiecutter, in_top, make_kit, rendering

from localkit.model.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Callable

NAMES = st.sampled_from(
    ["a", "b.txt", "{{cookiecutter.name}}", "{{'a'}}", "{% if 0 %}x{% endif %}", " s ", "é"]
)
PIECES = st.sampled_from(
    [
        "\n",
        "\r\n",
        "\r",
        "x",
        "é",
        " ",
        "{",
        "}",
        "%",
        "#",
        "{{ cookiecutter.name }}",
        "{{cookiecutter.n}}",
        "{{ 1 }}",
        "{# c #}",
        "{% if 1 %}",
        "{% endif %}",
        "{{- 'a' -}}",
        "\x00",
        "{{",
        "}}",
        "{{cookiecutter.gone}}",
    ]
)
FILE = st.tuples(
    st.lists(NAMES, min_size=1, max_size=3).map("/".join),
    st.lists(PIECES, max_size=8).map("".join),
    st.sampled_from([0o644, 0o755]),
)


def outcome(make: Callable[[], Any]) -> Any:
    """What was made, or that nothing was."""
    try:
        return make()
    except Exception:  # both must fail, in whatever way
        return "fails"


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(FILE, max_size=4))
def test_same_for_whatever_tree(files: list[tuple[str, str, int]]) -> None:
    kit = make_kit(in_top({"first.txt": "x"}), '{"slug": "s", "name": "N\\nm", "n": 1}')
    found = dict(kit.files)
    for path, text, mode in files:
        full = "{{cookiecutter.slug}}/" + path
        if not any(other.startswith(full + "/") or full.startswith(other + "/") for other in found):
            found.update(make_kit({full: (text, mode)}).files)
    del found["cookiecutter.json"]
    kit = Tree({"cookiecutter.json": kit.files["cookiecutter.json"], **found})

    def theirs() -> Any:
        with tempfile.TemporaryDirectory() as folder:
            name, tree = by_cookiecutter(kit, Path(folder))
            return name, dict(tree.files), tree.folders

    def ours() -> Any:
        done = rendering(kit)
        return done.root_name, dict(done.tree.files), done.tree.folders

    expected = outcome(theirs)
    unsafe = expected != "fails" and any("\n" in path for path in (*expected[1], *expected[2]))
    assert outcome(ours) == ("fails" if unsafe else expected)
