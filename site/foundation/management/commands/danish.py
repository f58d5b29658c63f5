"""`manage.py danish add FILE.json`, `… compile`, `… check`, `… tidy`."""

import fcntl
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polib
from django.core.management.base import BaseCommand, CommandError, CommandParser

from foundation.text.json_object import JsonObject
from foundation.translation.catalogue import (
    catalogue_path,
    compile_catalogues,
    missing_translations,
    not_rendered,
    read_catalogue,
    unused_messages,
)
from foundation.translation.message_extraction import PLURAL, SINGULAR, NoExtractor, extract_messages

CONTEXT_MARK = "\u0004"
NO_EXTRACTOR = "GNU xgettext is missing (Debian: apt-get install gettext)."


def place_of(entry: polib.POEntry) -> tuple[str, str]:
    """Return the sort key of the catalogue: adding a string changes only its own lines."""
    return entry.msgid.lower(), entry.msgctxt or ""


@contextmanager
def opened() -> Iterator[polib.POFile]:
    """The catalogue for writing, under a file lock; sorted, saved and compiled afterwards."""
    path = catalogue_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        catalogue = read_catalogue()
        yield catalogue
        catalogue.sort(key=place_of)
        catalogue.save(str(path))
        compile_catalogues()


def add(entries: JsonObject) -> tuple[int, int]:
    """Add or replace translations. Returns counts (added, changed)."""
    added = changed = 0
    with opened() as catalogue:
        for key, value in entries.items():
            context, _mark, source = key.rpartition(CONTEXT_MARK)
            entry = catalogue.find(source, msgctxt=context or False)
            if entry is None:
                entry = polib.POEntry(msgid=source, msgctxt=context or None)
                catalogue.append(entry)
                added += 1
            else:
                changed += 1
            entry.obsolete = False
            if isinstance(value, dict):
                entry.msgid_plural = value["plural"]
                entry.msgstr_plural = dict(enumerate(value["da"]))
            else:
                entry.msgstr = value
            if "fuzzy" in entry.flags:
                entry.flags.remove("fuzzy")
            is_format = "%(" in source and "python-format" not in entry.flags
            if is_format:
                entry.flags.append("python-format")
    return added, changed


def tidy() -> int:
    """Remove messages that are no longer used, and sort the others. Return how many were removed."""
    extracted = extract_messages()
    with opened() as catalogue:
        unused = unused_messages(extracted, catalogue)
        for entry in unused:
            catalogue.remove(entry)
    return len(unused)


class Command(BaseCommand):
    help = "Maintains the Danish catalogue: add FILE.json (or -), compile, check, tidy (remove unused, sort)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("subcommand", choices=["add", "compile", "check", "tidy"])
        parser.add_argument("file", nargs="?")

    def handle(self, *args: object, **options: object) -> None:
        try:
            getattr(self, f"_{options['subcommand']}")(options["file"])
        except NoExtractor:
            raise CommandError(NO_EXTRACTOR) from None

    def _add(self, file: str | None) -> None:
        if not file:
            raise CommandError("Name the JSON file, or - for standard input.")
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
        added, changed = add(json.loads(text))
        self.stdout.write(f"{added} added, {changed} changed")

    def _compile(self, _file: str | None) -> None:
        self.stdout.write(f"{compile_catalogues()} catalogue(s) compiled")

    def _check(self, _file: str | None) -> None:
        extracted, catalogue = extract_messages(), read_catalogue()
        compile_catalogues()
        problems = [
            *missing_translations(extracted, catalogue),
            *not_rendered(extract_messages(SINGULAR), extract_messages(PLURAL), catalogue),
        ]
        if list(catalogue) != sorted(catalogue, key=place_of):
            problems.append("The catalogue is not in alphabetical order (danish tidy sorts it).")
        for problem in problems:
            self.stdout.write(problem)
        for entry in unused_messages(extracted, catalogue):
            self.stdout.write(f"no longer used (danish tidy removes it): {entry.msgid!r}")
        if problems:
            raise CommandError(f"{len(problems)} problems in {len(extracted)} strings.")
        self.stdout.write(f"All {len(extracted)} strings are translated.")

    def _tidy(self, _file: str | None) -> None:
        self.stdout.write(f"{tidy()} removed")
