"""The house's finder of CPR numbers, for programs that run apart from the house (it needs nothing but Python)."""

import importlib.util
from pathlib import Path
from typing import Any

PLACE = Path(__file__).resolve().parents[3] / "site" / "foundation" / "cpr.py"


def _load() -> Any:
    spec = importlib.util.spec_from_file_location("cpr", PLACE)
    if spec is None or spec.loader is None:
        raise ImportError(str(PLACE))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


cpr = _load()
