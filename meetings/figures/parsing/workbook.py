"""Read figures from a workbook (XLSX, ODS) in a sandboxed process, after checking the directory of the ZIP package."""

import json
import zipfile
from pathlib import Path

from foundation.text.json_object import JsonObject
from media.ingest import sandbox
from meetings.figures.parsing.refusals import (
    DamagedFile,
    DecompressionBomb,
    NoContent,
    PasswordProtected,
    TableTooLong,
    UnsupportedFile,
)
from meetings.figures.parsing.sheet import FiguresFile, Sheet
from meetings.figures.parsing.text_file import MAX_CELLS, MAX_ROWS

READER = Path(__file__).with_name("sandboxed") / "workbook_reader.py"
BOUNDS = sandbox.Limits(memory=600 * sandbox.MEGABYTE, cpu=20, file_size=20 * sandbox.MEGABYTE, wall_clock=30)
MAX_UNPACKED_BYTES = 30 * sandbox.MEGABYTE
MAX_RATIO = 100
MAX_MEMBERS = 2000
#: Members smaller than this, such as styles, may exceed MAX_RATIO.
SMALL = sandbox.MEGABYTE


def source_of_workbook(path: Path) -> FiguresFile:
    """Return the non-empty visible sheets. `path` lies in a folder of its own, where the process writes its answer.

    Raises DecompressionBomb before anything is unpacked, DamagedFile, PasswordProtected, UnsupportedFile, TableTooLong,
    NoContent.
    """
    require_modest_package(path)
    target = path.with_name("cells.json")
    question = {"source": str(path), "target": str(target), "most_rows": MAX_ROWS, "most_cells": MAX_CELLS}
    try:
        answer = sandbox.run_python(READER, question, folder=path.parent, bounds=BOUNDS)
    except sandbox.SandboxFailed as failure:
        raise (DecompressionBomb if failure.how in {"timeout", "killed"} else DamagedFile)() from None
    if "refused" in answer:
        raise {"password": PasswordProtected, "long": TableTooLong}.get(answer["refused"], DamagedFile)
    return _source(json.loads(target.read_text(encoding="utf-8")))


def require_modest_package(path: Path) -> None:
    """Check the directory of the package without unpacking. Raises DecompressionBomb, UnsupportedFile, DamagedFile,
    PasswordProtected."""
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise DamagedFile from None
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED_BYTES:
        raise DecompressionBomb
    if any(one.file_size > SMALL and one.file_size > MAX_RATIO * max(one.compress_size, 1) for one in members):
        raise DecompressionBomb
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names and "content.xml" not in names:
        raise UnsupportedFile
    if any(member.flag_bits & 1 for member in members):
        raise PasswordProtected


def _source(plain: list[JsonObject]) -> FiguresFile:
    sheets = tuple(Sheet.from_plain(one) for one in plain if not one["hidden"] and any(one["rows"]))
    if not sheets:
        raise NoContent
    return FiguresFile(sheets, tuple(one["name"] for one in plain if one["hidden"]))
