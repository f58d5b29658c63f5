"""Annotations say what is meant: a model, a Protocol, `object` for what is only passed on; `Any` where nothing fits."""

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.sources import ours

MOST_ANY = 154  # lower it with every `Any` that goes
MOST_ANY_PASSED_ON = 113  # in *args and **kwargs, which overridden methods of Django and Wagtail have


def test_any_does_not_spread() -> None:
    found = [_count(path) for path in ours(".py")]
    assert sum(everywhere - passed_on for everywhere, passed_on in found) <= MOST_ANY
    assert sum(passed_on for _, passed_on in found) <= MOST_ANY_PASSED_ON


def _count(path: Path) -> tuple[int, int]:
    """How often a file says `Any`, and how many of these are of *args and **kwargs."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    starred = [arg for node in nodes if isinstance(node, ast.arguments) for arg in (node.vararg, node.kwarg) if arg]
    return _says_any(nodes), _says_any(node for arg in starred for node in ast.walk(arg))


def _says_any(nodes: Iterable[ast.AST]) -> int:
    return sum(isinstance(node, ast.Name) and node.id == "Any" for node in nodes)
