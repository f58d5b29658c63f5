"""Who may lean on whom (the contracts stand in pyproject.toml)."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.sources import HOUSE


def test_every_border_is_kept():
    program = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [str(program), "--no-cache"],
        cwd=HOUSE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([".", "site"])},
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout[-6000:] + result.stderr[-2000:]
