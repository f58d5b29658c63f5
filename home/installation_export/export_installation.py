"""Write everything of the installation into a folder, at one moment of the database, and check such a folder."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone, translation

from foundation import audit
from foundation.audit_seal.heads import head_line, kept_heads
from foundation.audit_seal.seal_block import last_block
from foundation.municipality import Municipality
from foundation.text.data_package import DESCRIPTION, Resource, describe
from foundation.text.json_object import JsonObject
from home.installation_export.files import missing_files, put_files
from home.installation_export.left_out import COLUMNS, FOLDERS, PAGES, TABLES
from home.installation_export.pages import put_pages
from home.installation_export.tables import exported_models, put_table
from home.installation_export.writer import HASHES, FolderWriter
from meetings.exports.content.issuer import issuer

READ_ME = {"da": ("LAESMIG.md", "home/export/laesmig.md"), "en": ("README.md", "home/export/readme.md")}
HEADS = "log/heads.txt"


@dataclass(frozen=True)
class ExportResult:
    """How much was written. `missing`: files that rows name and the store has lost."""

    rows: int
    tables: int
    pages: int
    files: int
    missing: list[str]


def export_installation(folder: Path, *, say: Callable[[str], object]) -> ExportResult:
    """Write every table and file into the folder. Raises CommandError when the folder is not empty, OSError when it
    can't be written to.

    `datapackage.json` is written last: a folder without it is not complete."""
    made_at, here, head = timezone.now(), Municipality.here(), last_block()
    audit.record("installation.exported", here, by=None)
    by = issuer()
    with FolderWriter(folder) as writer, _one_moment():
        resources = []
        for model in exported_models():
            resources.append(put_table(writer, model))
            say(f"{resources[-1].path}: {resources[-1].rows}")
        pages = put_pages(writer, by, made_at)
        files = put_files(writer)
        heads = [head_line(head, timezone.localdate(made_at).isoformat())] if head else []
        heads += [f"blok {number} {seal}" for number, seal in sorted(kept_heads().items())]
        writer.put(HEADS, [f"{line}\n".encode() for line in heads])
        missing = missing_files(writer)
        done = ExportResult(sum(one.rows for one in resources), len(resources), pages, files.rows, missing)
        context = {
            "here": here,
            "made_at": made_at,
            "done": done,
            "tables": TABLES,
            "columns": COLUMNS,
            "folders": {**FOLDERS, **PAGES},
        }
        for language, (name, template) in READ_ME.items():
            with translation.override(language):
                writer.put(name, [render_to_string(template, context).encode()])
        writer.put(DESCRIPTION, [_description(here, [*resources, files], made_at)])
    return done


def _description(here: Municipality, resources: list[Resource], made_at: datetime) -> bytes:
    return describe(
        name="laeringsrum", title=f"Læringsrum, {here.name}", created=made_at, resources=resources,
        leftOut={name: str(why) for name, why in [*TABLES.items(), *COLUMNS.items(), *FOLDERS.items(), *PAGES.items()]},
    )  # fmt: skip


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything read within is of one moment, and nobody who writes waits for it."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" if connection.vendor == "postgresql" else "BEGIN"
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def problems_of(folder: Path) -> list[str]:
    """Return what is wrong with an exported folder: missing or changed files, and tables with other numbers of rows
    than described. Reads it block by block."""
    try:
        package: JsonObject = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        listed = dict(line.split("  ", 1)[::-1] for line in (folder / HASHES).read_text(encoding="utf-8").splitlines())
    except (OSError, ValueError) as error:
        return [f"It is not complete: {type(error).__name__}."]
    found = []
    for name, digest in listed.items():
        try:
            with (folder / name).open("rb") as opened:
                if hashlib.file_digest(opened, "sha256").hexdigest() != digest:
                    found.append(f"{name} was changed.")
        except OSError:
            found.append(f"{name} is missing.")
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {HASHES}
    found += [f"{name} is not listed." for name in sorted(there - set(listed))]
    for resource in package["resources"]:
        if resource["path"] in there:
            with (folder / resource["path"]).open("rb") as opened:
                rows = sum(1 for _line in opened)
            if rows != resource["rowCount"]:
                found.append(f"{resource['path']} has {rows} rows instead of {resource['rowCount']}.")
    return found
