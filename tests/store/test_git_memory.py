"""What a repository on this machine said before is taken as it was, and only as long as it names the same commits."""

from __future__ import annotations

import shutil
from pathlib import Path

import pygit2
import pytest

from localkit.model.limits import Limits
from localkit.store.git_memory import names_digest
from localkit.store.releases import releases
from localkit.store.source import Fetched, Source
from localkit.store.sources import fetch
from localkit.testing import write_world

KIT = "format: 1\nname: small\nversion: {}\ntitle: Small\nelements: []\n"
WHO = pygit2.Signature("A", "a@example.org", 1_700_000_000, 0)


class Repository:
    """A repository with one commit that is tagged v1.0.0."""

    def __init__(self, root: Path) -> None:
        self.folder, self.cache = root / "repository", root / "cache"
        self.git = pygit2.init_repository(str(self.folder), initial_head="main")
        self.commit("1.0.0")
        self.git.create_reference("refs/tags/v1.0.0", self.git.head.target)

    def commit(self, version: str) -> str:
        write_world(
            self.folder, {"kit.yaml": KIT.format(version), "cookiecutter.json": "{}", "t/é.bin": "\0é"}
        )
        (self.folder / "t/é.bin").chmod(0o755)
        self.git.index.add_all()
        self.git.index.write()
        parents = [] if self.git.head_is_unborn else [self.git.head.target]
        return str(self.git.create_commit("HEAD", WHO, WHO, "A state", self.git.index.write_tree(), parents))

    def fetch(self, ref: str | None = None, limits: Limits = Limits()) -> Fetched:  # noqa: B008  frozen
        return fetch(Source("git", str(self.folder), ref), limits, self.cache)

    def versions(self) -> list[str]:
        return [item.version for item in releases(Source("git", str(self.folder)), Limits(), self.cache)]

    def lose_objects(self) -> None:
        """From now on nothing can be read from it any more."""
        shutil.rmtree(self.folder / ".git/objects")
        (self.folder / ".git/objects").mkdir()


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_what_was_read_before_is_not_read_again(repository: Repository) -> None:
    first, versions = repository.fetch("v1.0.0"), repository.versions()
    repository.lose_objects()

    assert repository.fetch("v1.0.0") == first
    assert repository.versions() == versions == ["1.0.0"]


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b'{"files": 1}', b"\xff"])
def test_a_damaged_answer_is_found_out_again(repository: Repository, damaged: bytes) -> None:
    first = repository.fetch("v1.0.0")
    (answer,) = (repository.cache / "read").iterdir()
    answer.write_bytes(damaged)

    assert repository.fetch("v1.0.0") == first


def test_a_later_commit_and_a_later_tag_are_seen(repository: Repository) -> None:
    repository.fetch()
    repository.versions()
    second = repository.commit("2.0.0")
    repository.git.create_reference("refs/tags/v2.0.0", second)

    assert repository.fetch().commit == second
    assert repository.versions() == ["1.0.0", "2.0.0"]


def test_a_tag_that_was_moved_is_seen(repository: Repository) -> None:
    repository.fetch("v1.0.0")
    second = repository.commit("1.0.0")
    repository.git.create_reference("refs/tags/v1.0.0", second, force=True)

    assert repository.fetch("v1.0.0").commit == second


def test_names_that_git_packed_are_looked_at_too(repository: Repository) -> None:
    packed = repository.folder / ".git/packed-refs"
    before = names_digest(repository.folder)
    packed.write_text(f"{repository.git.head.target} refs/tags/other\n")

    assert names_digest(repository.folder) != before


def test_each_ref_has_an_answer_of_its_own(repository: Repository) -> None:
    first = repository.fetch()
    second = repository.commit("2.0.0")

    assert repository.fetch("v1.0.0").commit == first.commit
    assert repository.fetch("main").commit == second


@pytest.mark.parametrize("name", ["commondir", "reftable"])
def test_a_repository_that_keeps_its_names_elsewhere_is_asked_each_time(
    repository: Repository, name: str
) -> None:
    (repository.folder / ".git" / name).mkdir()

    assert names_digest(repository.folder) is None


def test_a_bare_repository_has_its_names_at_the_top(repository: Repository) -> None:
    assert names_digest(repository.folder / ".git") == names_digest(repository.folder)


def test_what_is_no_repository_has_no_names(tmp_path: Path) -> None:
    assert names_digest(tmp_path) is None
    assert names_digest(tmp_path / "none") is None


def test_without_a_cache_nothing_is_kept(repository: Repository) -> None:
    fetch(Source("git", str(repository.folder)), Limits())

    assert not repository.cache.exists()
