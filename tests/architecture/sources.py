"""Our own source files, for tests that read them."""

import subprocess
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE_FOLDERS = ("home", "media", "meetings", "snippets", "site")
BROUGHT = {"assets", "node_modules", "__pycache__"}


def name(path: Path) -> str:
    return str(path.relative_to(PROJECT_ROOT))


def ours(suffix: str, *, folders: tuple[str, ...] = SOURCE_FOLDERS) -> list[Path]:
    """Our files that end in `suffix`, in the given folders, without migrations and npm packages."""
    found = []
    for folder in folders:
        for path in (PROJECT_ROOT / folder).rglob(f"*{suffix}"):
            parts = path.relative_to(PROJECT_ROOT).parts
            if not BROUGHT.intersection(parts) and "migrations" not in parts:
                found.append(path)
    return sorted(found)


def tracked() -> list[str]:
    """What git has, relative to the checkout; empty outside a checkout."""
    result = subprocess.run(["git", "ls-files"], cwd=PROJECT_ROOT, capture_output=True, text=True)
    return result.stdout.splitlines() if result.returncode == 0 else []
