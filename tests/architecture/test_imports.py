"""The import contracts (pyproject.toml) are kept, and there are no import cycles."""

import os
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import grimp

from tests.architecture.sources import PROJECT_ROOT, name, ours


def test_import_contracts_are_kept():
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [str(program), "--no-cache"],
        cwd=PROJECT_ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([".", "site"])},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]


def test_there_are_no_import_cycles() -> None:
    """TopologicalSorter names the modules of a cycle. Imports for types only (TYPE_CHECKING) load nothing."""
    roots = ("config", "home", "meetings", "snippets", "media", "accounts", "foundation")
    graph = grimp.build_graph(*roots, exclude_type_checking_imports=True, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    TopologicalSorter(imports).prepare()


def test_one_module_reads_the_stored_form_of_a_stream_field() -> None:
    """`raw_data` belongs to Wagtail; an upgrade that changes it is met in one place."""
    readers = [name(path) for path in ours(".py") if ".raw_data" in path.read_text()]
    assert readers == ["site/foundation/stream_data.py"]
