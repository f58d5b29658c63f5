"""`manage.py danish add FILE.json`, `manage.py danish compile`, `manage.py danish check`."""

import fcntl
import json
import sys
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

CONTEXT_MARK = "\u0004"


def catalogue_path() -> Path:
    return Path(settings.LOCALE_PATHS[0]) / "da" / "LC_MESSAGES" / "django.po"


def compile_catalogues() -> int:
    """Writes every django(js).mo beside its .po. Returns how many."""
    paths = sorted(catalogue_path().parent.glob("*.po"))
    for path in paths:
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return len(paths)


def new_catalogue() -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Project-Id-Version": "laeringsrum",
        "Language": "da",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return catalogue


def add(entries: dict[str, Any]) -> tuple[int, int]:
    """Adds or replaces translations. Returns (added, changed)."""
    path = catalogue_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    added = changed = 0
    with (path.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        catalogue = polib.pofile(str(path), wrapwidth=110) if path.exists() else new_catalogue()
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
        catalogue.sort(key=lambda e: (e.msgid.lower(), e.msgctxt or ""))
        catalogue.save(str(path))
        compile_catalogues()
    return added, changed


class Command(BaseCommand):
    help = "Keeps the Danish catalogue: add FILE.json (or -), compile."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["add", "compile"])
        parser.add_argument("file", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "compile":
            self.stdout.write(f"{compile_catalogues()} catalogue(s) compiled")
            return
        if not options["file"]:
            raise CommandError("Name the JSON file, or - for standard input.")
        text = sys.stdin.read() if options["file"] == "-" else Path(options["file"]).read_text(encoding="utf-8")
        added, changed = add(json.loads(text))
        self.stdout.write(f"{added} added, {changed} changed")
