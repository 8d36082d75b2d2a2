"""A kit that isn't trusted cannot take more time, memory or room than it may, and leaves no process behind."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from tests.render.conftest import in_top, make_kit, rendering

from localkit.errors import KitError, LimitError
from localkit.model.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}"  # noqa: E501


@pytest.fixture(params=["forked", "spawned"])
def _either_way(request: pytest.FixtureRequest) -> Iterator[None]:
    """With another thread about, a fresh Python is started instead of a fork."""
    if request.param == "forked":
        yield
        return
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    yield
    stop.set()
    thread.join()


def limited(text: str, **limits: float) -> LimitError:
    with pytest.raises(LimitError) as caught:
        rendering(make_kit(in_top({"a.txt": text})), trusted=False, limits=Limits(**limits))  # type: ignore[arg-type]
    return caught.value


_started: list[int] = []


@pytest.fixture(autouse=True)
def _children_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only those started here: what other tests left running, such as a pool's tracker, has no part in it."""
    fork, opened = os.fork, subprocess.Popen.__init__

    def forked() -> int:
        child = fork()
        if child:
            _started.append(child)
        return child

    def started(process: subprocess.Popen[bytes], *args: Any, **kwargs: Any) -> None:
        opened(process, *args, **kwargs)
        _started.append(process.pid)

    _started.clear()
    monkeypatch.setattr(os, "fork", forked)
    monkeypatch.setattr(subprocess.Popen, "__init__", started)


def no_child_is_left() -> bool:
    assert _started
    return not any(_is_left(child) for child in _started)


def _is_left(child: int) -> bool:
    try:
        os.waitpid(child, os.WNOHANG)
    except ChildProcessError:
        return False
    return True


@pytest.mark.usefixtures("_either_way")
def test_an_endless_template_is_stopped() -> None:
    before = time.monotonic()

    error = limited(LOOP, seconds=0.5)

    assert error.message == "the template took longer than 0.5 s to render"
    assert time.monotonic() - before < 10
    assert no_child_is_left()


@pytest.mark.usefixtures("_either_way")
def test_a_child_gives_what_this_process_gives() -> None:
    kit = make_kit(
        in_top(
            {"a.txt": "{{ cookiecutter.name|upper }} {{ uuid4() }}", "b.png": b"\0", "c/": "", "d -> c": ""}
        )
    )

    assert rendering(kit, trusted=False, strings=["{{ 1 }}"]) == rendering(kit, strings=["{{ 1 }}"])
    assert no_child_is_left()


def test_a_rendering_that_is_too_large_is_stopped() -> None:
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}{% endfor %}"

    assert limited(endless, rendered_bytes=100_000).message == "the template gives more than 100,000 bytes"
    assert limited("{{ 'x' * 300 }}", file_bytes=200).message == "gives a file of more than 200 bytes"
    error = limited("a\n{{ 'x' * 10**10 }}")
    assert error.message == "a multiplication makes more than 100,000,000 characters"
    assert (error.path, error.line) == ("{{cookiecutter.slug}}/a.txt", 2)
    assert limited("{{ 9 ** (9 ** 9) }}").message == "a power makes too large a number"


@pytest.mark.parametrize(
    "text", ["{{ 'x'.ljust(10000000000) }}", "{{ '%9999999999d' % 1 }}", "{{ 'x'|center(9999999999) }}"]
)
def test_memory_is_a_limit(text: str) -> None:
    pytest.importorskip("resource")

    assert limited(text).message == "the template needs more memory than it may have"
    assert no_child_is_left()


def test_too_many_files_are_told() -> None:
    kit = make_kit(in_top({f"{n}.txt": "x" for n in range(9)}))

    with pytest.raises(LimitError, match="more than 8 files"):
        rendering(kit, limits=Limits(files=8))


@pytest.mark.usefixtures("_either_way")
def test_an_interrupted_rendering_leaves_no_child() -> None:
    interrupter = subprocess.Popen(["sh", "-c", f"sleep 0.5; kill -INT {os.getpid()}"])

    with pytest.raises(KeyboardInterrupt):
        rendering(make_kit(in_top({"a": LOOP})), trusted=False, limits=Limits(seconds=20))

    interrupter.wait()
    assert no_child_is_left()


def test_settings_that_a_kit_may_not_set_are_refused() -> None:
    raw = json.dumps({"slug": "s", "_jinja2_env_vars": {"finalize": "x"}})

    with pytest.raises(KitError, match="'_jinja2_env_vars' has 'finalize', which a kit cannot set"):
        rendering(make_kit(in_top({"a": ""}), raw))
