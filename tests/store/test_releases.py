"""Which releases a source has: folders, zips, kits that came with localkit, and the tags of a repository."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pygit2
import pytest

from localkit.errors import InputError, KitError, LimitError
from localkit.model.limits import Limits
from localkit.store.bundled import bundled_kits, bundled_releases
from localkit.store.releases import Release, releases
from localkit.store.source import Source
from localkit.store.sources import fetch
from localkit.store.stated_version import Stated, stated_version
from localkit.testing import write_world

PLAIN = {"cookiecutter.json": '{"x": "y"}', "{{cookiecutter.x}}/a.md": "A.\n"}
WHO = pygit2.Signature("A", "a@example.org", 1_700_000_000, 0)


def kit(version: str, name: str = "small") -> dict[str, str]:
    said = f"format: 1\nname: {name}\nversion: {version}\ntitle: Small\nelements: []\n"
    return {**PLAIN, "kit.yaml": said}


class Repository:
    """A repository whose commits are written one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git = pygit2.init_repository(str(folder), initial_head="main")

    def commit(self, files: Mapping[str, str], *tags: str, branch: str = "main") -> str:
        index = pygit2.Index()
        for path, text in files.items():
            blob = self.git.create_blob(text.encode())
            index.add(pygit2.IndexEntry(path, blob, pygit2.enums.FileMode.BLOB))
        tree = index.write_tree(self.git)
        ref = f"refs/heads/{branch}"
        parents = [self.git.references[ref].target] if ref in self.git.references else []
        made = self.git.create_commit(ref, WHO, WHO, "A state", tree, parents)
        for tag in tags:
            self.git.create_reference(f"refs/tags/{tag}", made)
        return str(made)

    def source(self, ref: str | None = None, directory: str | None = None) -> Source:
        return Source("git", str(self.folder), ref, directory)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def found(source: Source, cache: Path | None = None) -> list[tuple[str, str | None]]:
    """Version and ref of each release."""
    return [(item.version, item.source.ref) for item in releases(source, Limits(), cache)]


def read_version(release: Release) -> str:
    data = fetch(release.source, Limits()).tree["kit.yaml"].data
    stated = stated_version(data, Limits())
    assert stated is not None
    return stated.version


class TestOneRelease:
    def test_a_folder_has_the_release_that_it_holds(self, tmp_path: Path) -> None:
        source = Source("folder", str(write_world(tmp_path, kit("1.2.0"))))

        assert releases(source, Limits()) == (Release("1.2.0", source),)

    def test_so_has_a_zip(self, tmp_path: Path) -> None:
        write_world(tmp_path / "kit", kit("1.2.0"))
        source = Source("zip", shutil.make_archive(str(tmp_path / "packed"), "zip", tmp_path, "kit"))

        assert releases(source, Limits()) == (Release("1.2.0", source),)

    def test_a_plain_template_is_named_by_its_digest(self, tmp_path: Path) -> None:
        source = Source("folder", str(write_world(tmp_path, PLAIN)))

        digest = fetch(source, Limits()).tree.digest.removeprefix("sha256:")[:12]
        assert releases(source, Limits()) == (Release(f"0.0.0+{digest}", source),)

    def test_a_framework_that_cannot_be_read_is_told(self, tmp_path: Path) -> None:
        source = Source("folder", str(write_world(tmp_path, {**PLAIN, "kit.yaml": "format: 1\nname: x\n"})))

        with pytest.raises(KitError) as caught:
            releases(source, Limits())

        assert caught.value.message == '"version" is missing'


class TestKitsThatCameWithLocalkit:
    @pytest.mark.parametrize("name", ["mend-together", "open-door-homes"])
    def test_each_release_is_read_by_its_version(self, name: str) -> None:
        all_of_it = releases(Source("installed", name), Limits())

        assert [item.version for item in all_of_it] == [read_version(item) for item in all_of_it]
        assert {item.version for item in all_of_it} == set(bundled_releases(name))
        assert bundled_kits()[name] == bundled_releases(name)[all_of_it[-1].version]

    def test_one_that_did_not_come_with_it_is_told(self) -> None:
        with pytest.raises(InputError) as caught:
            fetch(Source("installed", "mend-together", "99.0.0"), Limits())

        assert (caught.value.message, caught.value.hint) == (
            'no release "99.0.0" of mend-together came with this localkit',
            "These did: mend-together@1.0.0, mend-together@1.1.0.",
        )


class TestGit:
    def test_tags_that_name_their_version_are_releases_oldest_first(self, repository: Repository) -> None:
        repository.commit(kit("1.10.0"), "small-1.10.0")
        repository.commit(kit("1.2.0"), "v1.2.0")
        repository.commit(kit("1.9.0"), "1.9.0")
        repository.commit(kit("2.0.0-rc.1"), "small@2.0.0-rc.1")
        repository.commit(kit("2.0.0"), "v2.0.0")

        all_of_it = releases(repository.source(), Limits())

        assert [(item.version, item.source.ref) for item in all_of_it] == [
            ("1.2.0", "v1.2.0"),
            ("1.9.0", "1.9.0"),
            ("1.10.0", "small-1.10.0"),
            ("2.0.0-rc.1", "small@2.0.0-rc.1"),
            ("2.0.0", "v2.0.0"),
        ]
        assert [read_version(item) for item in all_of_it] == [item.version for item in all_of_it]

    def test_a_tag_that_says_another_version_than_its_kit_is_none(self, repository: Repository) -> None:
        repository.commit(kit("1.0.0"), "v1.0.0", "v1.0.1", "other-1.0.0", "meeting-2026.3.1", "blue")

        assert found(repository.source()) == [("1.0.0", "v1.0.0")]

    def test_what_no_tag_has_yet_is_a_release_too(self, repository: Repository) -> None:
        repository.commit(kit("1.0.0"), "v1.0.0")
        repository.commit(kit("1.1.0"))
        repository.commit(kit("3.0.0"), branch="try")

        assert found(repository.source()) == [("1.0.0", "v1.0.0"), ("1.1.0", None)]
        assert found(repository.source("try")) == [("1.0.0", "v1.0.0"), ("3.0.0", "try")]

    def test_who_asks_for_a_tag_gets_every_tag(self, repository: Repository) -> None:
        repository.commit(kit("1.0.0"), "v1.0.0", "1.0.0")
        repository.commit(kit("1.1.0"), "v1.1.0")
        repository.commit(kit("1.2.0"))

        assert found(repository.source("v1.0.0")) == [("1.0.0", "v1.0.0"), ("1.1.0", "v1.1.0")]
        assert found(repository.source("1.0.0")) == [("1.0.0", "1.0.0"), ("1.1.0", "v1.1.0")]

    def test_an_annotated_tag_is_one_and_a_tag_on_a_file_is_none(self, repository: Repository) -> None:
        commit = repository.commit(kit("1.0.0"))
        kind = pygit2.enums.ObjectType.COMMIT
        repository.git.create_tag("v1.0.0", pygit2.Oid(hex=commit), kind, WHO, "The first")
        repository.git.create_reference("refs/tags/v2.0.0", repository.git.create_blob(b"x"))

        assert found(repository.source()) == [("1.0.0", "v1.0.0")]

    def test_a_kit_in_a_folder_of_the_repository_has_its_own_tags(self, repository: Repository) -> None:
        def both(one: str, two: str) -> dict[str, str]:
            pairs = [("one", kit(one, "one")), ("two", kit(two, "two"))]
            return {f"kits/{at}/{path}": text for at, files in pairs for path, text in files.items()}

        repository.commit(both("1.0.0", "5.0.0"), "one-1.0.0", "two-5.0.0")
        repository.commit(both("1.1.0", "5.0.0"), "one-1.1.0", "1.0.0")

        assert found(repository.source(directory="kits/one")) == [
            ("1.0.0", "one-1.0.0"),
            ("1.1.0", "one-1.1.0"),
        ]
        assert found(repository.source(directory="kits/two")) == [("5.0.0", "two-5.0.0")]

    def test_a_plain_template_is_what_was_asked_for_and_nothing_else(self, repository: Repository) -> None:
        repository.commit(PLAIN, "v1.0.0")
        repository.commit({**PLAIN, "{{cookiecutter.x}}/a.md": "B.\n"}, "v2.0.0")

        newest = found(repository.source())
        asked = found(repository.source("v1.0.0"))

        assert ([ref for _, ref in newest], [ref for _, ref in asked]) == ([None], ["v1.0.0"])
        assert newest[0][0].startswith("0.0.0+")
        assert newest[0][0] != asked[0][0]

    def test_a_broken_state_hides_no_release(self, repository: Repository) -> None:
        repository.commit(kit("1.0.0"), "v1.0.0")
        repository.commit({**kit("1.1.0"), "kit.yaml": "version: [\n"}, "v1.1.0")

        assert found(repository.source()) == [("1.0.0", "v1.0.0")]

    def test_a_repository_with_nothing_but_a_broken_state_is_told(self, repository: Repository) -> None:
        repository.commit({**PLAIN, "kit.yaml": "version: [\n"})

        with pytest.raises(KitError) as caught:
            releases(repository.source(), Limits())

        assert caught.value.path == f"{repository.folder}/kit.yaml"

    def test_a_ref_that_is_not_there_is_told(self, repository: Repository) -> None:
        repository.commit(kit("1.0.0"), "v1.0.0")

        with pytest.raises(InputError) as caught:
            releases(repository.source("v9"), Limits())

        assert caught.value.hint == "Its newest tags: v1.0.0."

    def test_only_the_framework_is_read_of_each_tag(self, repository: Repository) -> None:
        """A release's files may be large, and there may be many releases."""
        repository.commit({**kit("1.0.0"), "{{cookiecutter.x}}/a.md": "x" * 2000}, "v1.0.0")

        assert [item.version for item in releases(repository.source(), Limits(file_bytes=1000))] == ["1.0.0"]
        with pytest.raises(LimitError):
            releases(repository.source(), Limits(kit_yaml_bytes=10))

    def test_a_remote_repository_is_asked_once(self, repository: Repository, tmp_path: Path) -> None:
        repository.commit(kit("1.0.0"), "v1.0.0")
        source = Source("git", repository.folder.as_uri())
        cache = tmp_path / "cache"

        (release,) = releases(source, Limits(), cache)
        repository.commit(kit("2.0.0"))
        shutil.move(repository.folder, tmp_path / "gone")

        assert "kit.yaml" in fetch(release.source, Limits(), cache, fetched=True).tree
        shutil.move(tmp_path / "gone", repository.folder)
        assert found(source, cache) == [("1.0.0", "v1.0.0"), ("2.0.0", None)]


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("name: small\nversion: 1.0.0\n", Stated("small", "1.0.0")),
        ("version: '1.0.0'  # the first\r\nname: \"small\"\r\n", Stated("small", "1.0.0")),
        ("{name: small, version: 1.0.0}", Stated("small", "1.0.0")),
        ('"name": small\nversion:\n  1.0.0\n', Stated("small", "1.0.0")),
        ("place: {name: x}\nx:\n  version: 2.0.0\nversion: 1.0.0\nname: small", Stated("small", "1.0.0")),
        ("name: small\nversion: 1.0\n", None),
        ("name: small\n", None),
        ("- version: 1.0.0\n", None),
        ("name: [\nversion: 1.0.0\n", None),
        ("", None),
    ],
)
def test_what_a_framework_states_is_read_from_its_lines(text: str, stated: Stated | None) -> None:
    assert stated_version(text.encode(), Limits()) == stated
