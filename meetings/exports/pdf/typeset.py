"""Run the compiler on a template of ours, in a process of its own and in a folder that holds only what is given."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from media.ingest import sandbox
from meetings.exports.pdf.fonts import font_folders

PROGRAM = Path(__file__).with_name("sandboxed") / "set_document.py"
BOUNDS = sandbox.Limits(memory=2000 * sandbox.MEGABYTE, cpu=60, file_size=100 * sandbox.MEGABYTE, wall_clock=90)


class CannotBeSet(Exception):
    """The compiler refused the document, or ran out of its limits: a bug. The message quotes no text of it."""


@dataclass(frozen=True)
class TypesetResult:
    """The files it wrote, in order. `replaced`: what no font has, as U+6F22; `seconds`: the compiler's own time."""

    files: tuple[bytes, ...]
    replaced: tuple[str, ...]
    seconds: float


def typeset(
    template: Path, content: Mapping[str, object], files: Mapping[str, bytes], *, kind: str, made_at: datetime
) -> TypesetResult:
    """Set `content` by the template as `kind`: "pdf", one file, or "png", one for each page. Raises CannotBeSet.

    `files` are laid beside the template under their names, which are ours and not people's.
    """
    with tempfile.TemporaryDirectory(prefix="export-", dir=temporary_root()) as name:
        folder = Path(name)
        shutil.copyfile(template, folder / "document.typ")
        for file_name, data in files.items():
            (folder / file_name).write_bytes(data)
        (folder / "content.json").write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        output = "made.pdf" if kind == "pdf" else "made{0p}.png"
        question = {
            "fonts": font_folders(), "output": output, "format": kind, "timestamp": int(made_at.timestamp())
        }  # fmt: skip
        try:
            answer = sandbox.run_python(PROGRAM, question, folder=folder, bounds=BOUNDS)
        except sandbox.SandboxFailed as failure:
            raise CannotBeSet(failure.how) from failure
        made = tuple(path.read_bytes() for path in sorted(folder.glob("made*")))
    return TypesetResult(made, tuple(answer["replaced"]), float(answer["seconds"]))


def temporary_root() -> Path:
    """Return the folder of the temporary folders: in the data directory, not in the machine's /tmp."""
    root = Path(settings.DATA_DIR) / "exporting"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return root
