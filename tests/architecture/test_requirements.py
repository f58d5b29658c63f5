"""Every package that the code imports is a direct requirement."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.sources import PROJECT_ROOT

OURS = {"config", "home", "meetings", "snippets", "media", "accounts", "foundation", "tests", "scripts"}


def asked_for(*names: str) -> set[str]:
    text = "\n".join((PROJECT_ROOT / name).read_text() for name in names)
    return {_plain(name) for name in re.findall(r"^([A-Za-z0-9_.-]+)", text, re.M)} - {"-c"}


def imported(folders: tuple[str, ...]) -> set[str]:
    """Top-level names of what is imported from packages, also inside functions."""
    found: set[str] = set()
    for folder in folders:
        for path in (PROJECT_ROOT / folder).rglob("*.py"):
            if "node_modules" not in path.parts:
                found |= _of(path)
    siblings = (
        {path.stem for folder in ("scripts", "deploy") for path in (PROJECT_ROOT / folder).glob("*.py")}
        | {path.stem for path in (PROJECT_ROOT / "media/ingest").rglob("*")}  # folders too
        | {path.stem for path in (PROJECT_ROOT / "meetings/figures/parsing").rglob("*.py")}
    )  # programs that run apart from the web server import each other by bare names
    return found - OURS - siblings - set(sys.stdlib_module_names)


def _of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("folders", "files"),
    [
        (("home", "media", "meetings", "snippets", "site"), ("requirements.in",)),
        (("tests", "scripts"), ("requirements.in", "requirements-dev.in")),
    ],
    ids=["product", "tests"],
)
def test_imported_packages_are_direct_requirements(folders: tuple[str, ...], files: tuple[str, ...]) -> None:
    brought_by = packages_distributions()
    missing = {
        name: brought_by.get(name)
        for name in imported(folders)
        if not {_plain(one) for one in brought_by.get(name, [])} & asked_for(*files)
    }
    assert missing == {}
