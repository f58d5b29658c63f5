"""Figures in a workbook: XLSX and ODS, refused from the directory of the package, read apart from the web server."""

import json
import zipfile
from pathlib import Path
from typing import Any

from media.ingest import sandbox
from meetings.figures.reading.refusals import Damaged, NotFigures, NothingThere, Protected, TooLong, UnpacksToTooMuch
from meetings.figures.reading.sheet import Sheet, Source
from meetings.figures.reading.text_file import MOST_CELLS, MOST_ROWS

READER = Path(__file__).with_name("sandboxed") / "workbook_reader.py"
BOUNDS = sandbox.Bounds(memory=600 * sandbox.MEGABYTE, cpu=20, file_size=20 * sandbox.MEGABYTE, wall_clock=30)
MOST_UNPACKED = 30 * sandbox.MEGABYTE
MOST_RATIO = 100
MOST_MEMBERS = 2000
#: Small members of a package, such as its styles, may be packed tightly without being a bomb.
SMALL = sandbox.MEGABYTE


def source_of_workbook(path: Path) -> Source:
    """The visible sheets with something in them. `path` lies in a folder of its own, where the answer is put too.

    Raises UnpacksToTooMuch before anything is unpacked, Damaged, Protected, NotFigures, TooLong, NothingThere.
    """
    require_modest_package(path)
    target = path.with_name("cells.json")
    question = {"source": str(path), "target": str(target), "most_rows": MOST_ROWS, "most_cells": MOST_CELLS}
    try:
        answer = sandbox.run_python(READER, question, folder=path.parent, bounds=BOUNDS)
    except sandbox.Failed as failure:
        raise (UnpacksToTooMuch if failure.how in {"timeout", "killed"} else Damaged)() from None
    if "refused" in answer:
        raise {"password": Protected, "long": TooLong}.get(answer["refused"], Damaged)
    return _source(json.loads(target.read_text(encoding="utf-8")))


def require_modest_package(path: Path) -> None:
    """Reads the directory of the package only. Raises UnpacksToTooMuch, NotFigures, Damaged."""
    try:
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Damaged from None
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise UnpacksToTooMuch
    if any(one.file_size > SMALL and one.file_size > MOST_RATIO * max(one.compress_size, 1) for one in members):
        raise UnpacksToTooMuch
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names and "content.xml" not in names:
        raise NotFigures
    if any(member.flag_bits & 1 for member in members):
        raise Protected


def _source(plain: list[dict[str, Any]]) -> Source:
    sheets = tuple(Sheet.from_plain(one) for one in plain if not one["hidden"] and any(one["rows"]))
    if not sheets:
        raise NothingThere
    return Source(sheets, tuple(one["name"] for one in plain if one["hidden"]))
