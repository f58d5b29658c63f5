"""Whether a test that a document names exists and is collected."""

import ast
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parent


def is_collected(name: str) -> bool:
    """`name`: "folder/test_module.py" below tests/, with "::test_name" for one test in it. Collected is what pytest
    finds by its default names: functions test_* of the module, and of its classes Test* at any depth."""
    path, _, test = name.partition("::")
    found = _tests_of(path)
    return test in found if test else bool(found)


@cache
def _tests_of(path: str) -> frozenset[str]:
    file = TESTS / path
    if not file.name.startswith("test_") or not file.is_file():
        return frozenset()
    return frozenset(_below(ast.parse(file.read_text())))


def _below(node: ast.AST) -> list[str]:
    names: list[str] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef) and child.name.startswith("test"):
            names.append(child.name)
        elif isinstance(child, ast.ClassDef) and child.name.startswith("Test"):
            names += _below(child)
    return names
