"""Modules of `foundation` that need only Python, for sandboxed programs: CPR numbers, and rows that look like
persons.
"""

import importlib.util
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[3] / "site" / "foundation"


def _load(name: str) -> Any:
    path = FOLDER / f"{name}.py"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(str(path))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cpr = _load("cpr")
persons = _load("detect_persons")
