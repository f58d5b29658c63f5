"""Names, sizes and places of files."""

from collections import Counter

import pytest

from tests.architecture.sources import PROJECT_ROOT, SOURCE_FOLDERS, name, ours, tracked

SAYS_NOTHING = {"utils", "helpers", "common", "misc"}
MAX_LINES = 400  # lines; over that a file holds two concepts
MAX_MODULES = 25  # side by side; over that a folder is grouped by what its modules do
THIRD_PARTY = (".woff", ".woff2", ".ttf", ".otf", ".eot", ".min.js", ".min.css")


def test_site_is_no_package():
    """The standard library owns the name `site`."""
    assert not (PROJECT_ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("room", SOURCE_FOLDERS)
def test_git_tracks_every_folder(room):
    """Ignore lists often hold /site and media."""
    ignored = PROJECT_ROOT / room / "probe.py"
    assert any(path.startswith(f"{room}/") for path in tracked()), f"git tracks nothing in {room}/"
    assert not _is_ignored(ignored), f"git would ignore new files in {room}/"


def _is_ignored(path):
    import subprocess

    return subprocess.run(["git", "check-ignore", "-q", str(path)], cwd=PROJECT_ROOT).returncode == 0


def test_no_file_has_a_meaningless_name():
    bad = [
        name(path)
        for path in ours(".py", folders=(*SOURCE_FOLDERS, "tests"))
        if SAYS_NOTHING.intersection(path.relative_to(PROJECT_ROOT).with_suffix("").parts)
    ]
    assert not bad


def test_no_file_is_too_long():
    long = {
        name(path): lines
        for path in ours(".py", folders=(*SOURCE_FOLDERS, "tests", "scripts"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    }
    assert not long


def test_no_folder_has_too_many_modules():
    folders = Counter(path.parent for path in ours(".py", folders=(*SOURCE_FOLDERS, "tests", "scripts")))
    assert not {name(folder): modules for folder, modules in folders.items() if modules > MAX_MODULES}


def test_nothing_of_third_parties_is_committed():
    assert not [path for path in tracked() if path.endswith(THIRD_PARTY) or "node_modules/" in path]


def test_tests_mirror_the_source():
    """A folder of tests/ mirrors a source folder, or is one of the kinds of tests about the whole product."""
    whole = {"architecture", "queries", "leaks", "browser", "services", "worst_texts", "upgrade"}
    stray = []
    for path in ours(".py", folders=("tests",)):
        folders = path.relative_to(PROJECT_ROOT / "tests").parent.parts
        if not folders or folders[0] in whole or not path.name.startswith("test_"):
            continue
        if not any((PROJECT_ROOT / parent / "/".join(folders)).is_dir() for parent in ("", "site")):
            stray.append(name(path))
    assert not stray
