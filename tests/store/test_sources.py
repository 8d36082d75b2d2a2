"""Where kits come from: folders, git repositories at a ref, and how an address is told apart."""

from __future__ import annotations

import os
from pathlib import Path

import pygit2
import pytest

from localkit.errors import InputError, KitError, LocalkitError, MachineError, SafetyError
from localkit.model.limits import Limits
from localkit.store.bundled import bundled_kits, bundled_releases
from localkit.store.folders import read_kit_folder
from localkit.store.source import Fetched, Source
from localkit.store.sources import fetch, find_source
from localkit.testing import write_world

FILES = {"kit.yaml": "format: 1\n", "cookiecutter.json": "{}", "t/a.md": "One.\n"}
LINK_OUT_HINT = "Replace the link by the file itself; localkit follows no link out of the folder it is given."


def told(error: LocalkitError) -> tuple[str, str | None]:
    return error.message, error.hint


class TestFolder:
    def test_files_modes_and_empty_folders_are_read(self, tmp_path: Path) -> None:
        write_world(
            tmp_path, {**FILES, "t/empty/": "", "t/run.sh": "x", ".git/HEAD": "x", "t/.git/keep": "y"}
        )
        (tmp_path / "t/run.sh").chmod(0o755)

        read = read_kit_folder(tmp_path, Limits())

        assert sorted(read) == ["cookiecutter.json", "kit.yaml", "t/.git/keep", "t/a.md", "t/run.sh"]
        assert (read["t/run.sh"].executable, read["t/a.md"].executable) == (True, False)
        assert read.folders == {"t/empty"}

    def test_links_inside_are_followed(self, tmp_path: Path) -> None:
        write_world(tmp_path, FILES)
        (tmp_path / "t/b.md").symlink_to("a.md")
        (tmp_path / "u").symlink_to("t")

        read = read_kit_folder(tmp_path, Limits())

        assert read["t/b.md"].data == b"One.\n"
        assert read.links == {"u": "t"}

    @pytest.mark.parametrize("target", ["../secret", "/etc/passwd", "t/../../secret"])
    def test_a_link_out_is_refused(self, tmp_path: Path, target: str) -> None:
        write_world(tmp_path, {"secret": "x"})
        root = write_world(tmp_path / "kit", FILES)
        (root / "b.md").symlink_to(target)

        with pytest.raises(SafetyError) as caught:
            read_kit_folder(root, Limits())

        assert told(caught.value) == ("a link that leads out of the kit's folder", LINK_OUT_HINT)
        assert caught.value.path == "b.md"

    def test_a_link_to_a_folder_out_is_refused(self, tmp_path: Path) -> None:
        root = write_world(tmp_path / "kit", FILES)
        (root / "t/up").symlink_to(tmp_path)

        with pytest.raises(SafetyError):
            read_kit_folder(root, Limits())

    @pytest.mark.parametrize("target", ["nowhere", "b.md"], ids=["nowhere", "itself"])
    def test_a_broken_link_is_told(self, tmp_path: Path, target: str) -> None:
        write_world(tmp_path, FILES)
        (tmp_path / "b.md").symlink_to(target)

        with pytest.raises(KitError) as caught:
            read_kit_folder(tmp_path, Limits())

        assert told(caught.value) == (
            "a link that leads nowhere",
            "Remove the link, or put back what it led to.",
        )

    def test_a_link_may_lead_elsewhere_in_the_repository_around_a_kit(self, tmp_path: Path) -> None:
        write_world(tmp_path, {".git/HEAD": "", "shared/a.md": "Shared.\n"})
        root = write_world(tmp_path / "kits/small", FILES)
        (root / "t/shared.md").symlink_to("../../../shared/a.md")

        read = fetch(find_source(str(root)), Limits())

        assert read.tree["t/shared.md"].data == b"Shared.\n"

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
    def test_a_named_pipe_is_left_alone(self, tmp_path: Path) -> None:
        write_world(tmp_path, FILES)
        os.mkfifo(tmp_path / "t/pipe")

        assert "t/pipe" not in read_kit_folder(tmp_path, Limits())

    def test_a_folder_without_a_kit_is_told(self, tmp_path: Path) -> None:
        write_world(tmp_path, {"sub/kit.yaml": ""})

        with pytest.raises(KitError) as caught:
            fetch(find_source(str(tmp_path)), Limits())
        with pytest.raises(KitError) as missing:
            fetch(find_source(str(tmp_path), "other"), Limits())

        assert told(caught.value) == (
            "no kit here: there is neither kit.yaml nor cookiecutter.json",
            "Name the folder that holds kit.yaml, or the folder within it with --directory.",
        )
        assert missing.value.message == "there is no folder other"
        assert sorted(fetch(find_source(str(tmp_path), "sub"), Limits()).tree) == ["kit.yaml"]


class TestAddress:
    @pytest.mark.parametrize(
        ("text", "at", "ref"),
        [
            ("https://git.example/x/kit.git", "https://git.example/x/kit.git", None),
            ("https://git.example/x/kit.git@v1.0", "https://git.example/x/kit.git", "v1.0"),
            ("https://me@git.example/x/kit", "https://me@git.example/x/kit", None),
            ("https://me@git.example/x/kit@feature/one", "https://me@git.example/x/kit", "feature/one"),
            ("git@git.example:x/kit.git", "git@git.example:x/kit.git", None),
            ("git@git.example:x/kit.git@v1", "git@git.example:x/kit.git", "v1"),
            ("ssh://git@git.example:22/x/kit", "ssh://git@git.example:22/x/kit", None),
            ("git+https://git.example/kit@main", "https://git.example/kit", "main"),
            ("gh:x/kit@v2", "https://github.com/x/kit.git", "v2"),
            ("gl:x/kit", "https://gitlab.com/x/kit.git", None),
        ],
    )
    def test_an_address_and_its_ref_are_told_apart(self, text: str, at: str, ref: str | None) -> None:
        assert find_source(text) == Source("git", at, ref)

    def test_a_kit_that_came_with_localkit_has_a_name(self) -> None:
        assert find_source("mend-together") == Source("installed", "mend-together")

    @pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
    def test_a_release_that_came_with_localkit_is_named_by_its_version(self, version: str) -> None:
        source = find_source(f"open-door-homes@{version}")

        assert source == Source("installed", "open-door-homes", version)
        assert f"\nversion: {version}\n".encode() in fetch(source, Limits()).tree["kit.yaml"].data

    def test_a_name_alone_is_the_present_release(self) -> None:
        newest = list(bundled_releases("open-door-homes"))[-1]

        alone, named = (
            fetch(find_source(text), Limits()).tree
            for text in ("open-door-homes", f"open-door-homes@{newest}")
        )

        assert alone == named

    def test_a_folder_that_is_called_like_a_kit_does_not_hide_a_release(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_world(tmp_path, {"open-door-homes/README.md": "Mine.\n"})
        monkeypatch.chdir(tmp_path)

        assert find_source("open-door-homes@1.0.0") == Source("installed", "open-door-homes", "1.0.0")

    @pytest.mark.parametrize("version", ["9.0.0", "1.0", ""])
    def test_a_release_that_is_not_here_leads_to_those_that_are(self, version: str) -> None:
        with pytest.raises(InputError) as caught:
            find_source(f"open-door-homes@{version}")

        assert told(caught.value) == (
            f'no release "{version}" of open-door-homes came with this localkit',
            "These did: open-door-homes@1.0.0, open-door-homes@1.1.0.",
        )

    def test_a_kit_that_an_older_localkit_brought_is_told(self) -> None:
        """A place's record may name one."""
        with pytest.raises(InputError) as caught:
            fetch(Source("installed", "bread-ovens", "2.0.0"), Limits())

        assert told(caught.value) == (
            "no kit called bread-ovens came with this localkit",
            f"Give a folder, a zip, a git address, or one of: {', '.join(bundled_kits())}.",
        )

    def test_a_slip_in_a_name_is_told(self) -> None:
        with pytest.raises(InputError) as caught:
            find_source("mend-togther")

        known = ", ".join(bundled_kits())
        assert told(caught.value) == (
            "there is no kit at mend-togther",
            f'Did you mean "mend-together"? Give a folder, a zip, a git address, or one of: {known}.',
        )

    def test_a_file_is_no_kit(self, tmp_path: Path) -> None:
        write_world(tmp_path, {"kit.yaml": ""})

        with pytest.raises(InputError) as caught:
            find_source(str(tmp_path / "kit.yaml"))

        assert told(caught.value) == ("this is a file, not a kit", "Name the kit's folder, or a zip of it.")

    @pytest.mark.parametrize("directory", ["..", "a/../../b", "C:/x"])
    def test_a_directory_that_leads_out_is_refused(self, tmp_path: Path, directory: str) -> None:
        with pytest.raises(InputError) as caught:
            find_source(str(tmp_path), directory)

        assert caught.value.hint == "Name a folder inside the kit's source."


class Repository:
    """A real repository with two commits, a tag and a branch."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.git = pygit2.init_repository(str(folder), initial_head="main")
        self.first = self.commit({**FILES, "sub/kit.yaml": "format: 1\n", "sub/only.md": "Sub.\n"})
        self.git.create_reference("refs/tags/v1", self.first)
        self.git.create_reference("refs/heads/trial", self.first)
        self.second = self.commit({"t/a.md": "Two.\n"})

    def commit(self, files: dict[str, str], links: dict[str, str] | None = None) -> pygit2.Oid:
        write_world(self.folder, files)
        for name, target in (links or {}).items():
            (self.folder / name).symlink_to(target)
        self.git.index.add_all()
        self.git.index.write()
        who = pygit2.Signature("A", "a@example.org", 1_700_000_000, 0)
        parents = [] if self.git.head_is_unborn else [self.git.head.target]
        return self.git.create_commit("HEAD", who, who, "Say why", self.git.index.write_tree(), parents)

    def fetch(self, ref: str | None, directory: str | None = None) -> Fetched:
        return fetch(Source("git", str(self.folder), ref, directory), Limits())


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


class TestGit:
    @pytest.mark.parametrize(
        ("ref", "said"),
        [("v1", b"One.\n"), ("trial", b"One.\n"), ("main", b"Two.\n"), (None, b"Two.\n")],
        ids=["tag", "branch", "main", "HEAD"],
    )
    def test_a_ref_is_read_as_committed(self, repository: Repository, ref: str | None, said: bytes) -> None:
        write_world(repository.folder, {"t/a.md": "Not committed.\n"})

        found = repository.fetch(ref)

        assert found.tree["t/a.md"].data == said
        assert found.commit == str(repository.first if said == b"One.\n" else repository.second)

    def test_a_commit_is_read_by_its_whole_name_or_a_part(self, repository: Repository) -> None:
        whole = str(repository.first)

        assert repository.fetch(whole).commit == repository.fetch(whole[:10]).commit == whole

    def test_a_tag_comes_before_a_branch_of_the_same_name(self, repository: Repository) -> None:
        repository.git.create_reference("refs/heads/v1", repository.second)

        assert repository.fetch("v1").commit == str(repository.first)

    def test_a_missing_ref_is_told_with_the_tags_there_are(self, repository: Repository) -> None:
        with pytest.raises(InputError) as caught:
            repository.fetch("v9")

        assert told(caught.value) == (
            f"{repository.folder} has no v9 (branch, tag or commit)",
            "Its newest tags: v1.",
        )

    def test_a_folder_within_is_read_alone(self, repository: Repository) -> None:
        assert sorted(repository.fetch("v1", "sub").tree) == ["kit.yaml", "only.md"]

        with pytest.raises(KitError) as caught:
            repository.fetch("v1", "t")
        assert caught.value.path == f"{repository.folder}@v1 in t"

    def test_a_local_path_at_a_ref_and_a_file_address_are_the_same_kit(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        by_path = fetch(find_source(f"{repository.folder}@v1"), Limits())
        by_address = fetch(find_source(f"file://{repository.folder}@v1"), Limits(), tmp_path / "cache")
        again = fetch(find_source(f"file://{repository.folder}@trial"), Limits(), tmp_path / "cache")

        assert by_path.tree == by_address.tree == again.tree
        assert by_path.commit == by_address.commit == str(repository.first)

    def test_a_cached_repository_learns_of_later_commits(
        self, repository: Repository, tmp_path: Path
    ) -> None:
        source = find_source(f"file://{repository.folder}")
        fetch(source, Limits(), tmp_path / "cache")
        third = repository.commit({"t/a.md": "Three.\n"})

        assert fetch(source, Limits(), tmp_path / "cache").commit == str(third)

    def test_a_damaged_cache_is_made_again(self, repository: Repository, tmp_path: Path) -> None:
        source = find_source(f"file://{repository.folder}@v1")
        fetch(source, Limits(), tmp_path / "cache")
        for config in (tmp_path / "cache").glob("*/HEAD"):
            config.unlink()

        assert fetch(source, Limits(), tmp_path / "cache").commit == str(repository.first)

    def test_links_inside_are_followed_and_those_out_refused(self, repository: Repository) -> None:
        repository.commit({}, {"t/b.md": "a.md", "u": "t"})
        found = repository.fetch(None)
        repository.commit({}, {"t/out": "../../secret"})

        assert (found.tree["t/b.md"].data, found.tree.links) == (b"Two.\n", {"u": "t"})
        with pytest.raises(SafetyError) as caught:
            repository.fetch(None)
        assert (caught.value.path, caught.value.message) == (
            "t/out",
            "a link that leads out of the kit's repository",
        )

    @pytest.mark.parametrize(
        ("links", "message"),
        [
            ({"a": "nowhere"}, "a link that leads nowhere"),
            ({"a": "b", "b": "a"}, "links that lead to one another"),
        ],
    )
    def test_broken_links_are_told(self, repository: Repository, links: dict[str, str], message: str) -> None:
        repository.commit({}, links)

        with pytest.raises(KitError) as caught:
            repository.fetch(None)

        assert caught.value.message == message

    def test_an_absolute_link_is_refused(self, repository: Repository) -> None:
        repository.commit({}, {"a": "/etc/passwd"})

        with pytest.raises(SafetyError):
            repository.fetch(None)

    def test_a_folder_that_is_no_repository_is_told(self, tmp_path: Path) -> None:
        write_world(tmp_path, FILES)

        with pytest.raises(InputError) as caught:
            fetch(find_source(f"{tmp_path}@v1"), Limits())

        assert told(caught.value) == (
            f"{tmp_path} is not a git repository",
            "Leave out the part behind @, or name a repository.",
        )

    def test_a_repository_that_cannot_be_reached_leaves_no_cache(self, tmp_path: Path) -> None:
        with pytest.raises(MachineError) as caught:
            fetch(Source("git", f"file://{tmp_path}/none"), Limits(), tmp_path / "cache")

        assert caught.value.message.startswith(f"cannot get the kit from file://{tmp_path}/none: ")
        assert caught.value.hint == (
            "Check the address and the connection; a zip of the kit works without either."
        )
        assert list((tmp_path / "cache").iterdir()) == []

    def test_an_empty_repository_has_no_commit(self, tmp_path: Path) -> None:
        pygit2.init_repository(str(tmp_path))

        with pytest.raises(InputError) as caught:
            fetch(Source("git", str(tmp_path)), Limits())

        assert told(caught.value) == (f"{tmp_path} has no commit", "It has no tags.")
