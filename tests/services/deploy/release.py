"""The code as a server gets it: what `make release` packs, and beside it what was fetched from the registries."""

import shutil
import subprocess
from pathlib import Path

from tests.services.servers import CHECKOUT


def unpack(folder: Path) -> None:
    names = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, check=True).stdout
    for name in names.decode().split("\0")[:-1]:
        if not name.startswith("tests/") and (CHECKOUT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, folder / name)
    (folder / ".venv").symlink_to((CHECKOUT / ".venv").resolve())
    shutil.copytree(CHECKOUT / "site/assets", folder / "site/assets")
