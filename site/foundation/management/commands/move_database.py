"""`manage.py move_database [--from FILE] [--check]`: from SQLite to PostgreSQL (docs/operating.md, "When it grows")."""

import sqlite3
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.utils import timezone

from foundation.audit_seal.findings import FindingKind
from foundation.audit_seal.verify import verify
from foundation.moving import target
from foundation.moving.compare import compare
from foundation.moving.copy_table import copy_table
from foundation.moving.source import SourceRefused, open_database, require_intact
from foundation.moving.tables import DatabaseTable, RowCannotBeStored, differences_of_tables, moved_tables
from foundation.refresh_statistics import refresh_statistics

REFUSED = 2  # exit code when nothing was changed


class Command(BaseCommand):
    help = (
        "Copies a SQLite database to the empty PostgreSQL database of LAERINGSRUM_DATABASE_URL and compares every row. "
        "Killed, it goes on when it is run again. Exits with 0 when all is the same, 1 when something is not, 2 when "
        "it refused to begin."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        file = Path(settings.DATA_DIR) / "laeringsrum.sqlite3"
        parser.add_argument("--from", type=Path, default=file, dest="file", help=f"the SQLite file ({file})")
        parser.add_argument("--check", action="store_true", help="only compare")

    def handle(self, *args: object, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Set LAERINGSRUM_DATABASE_URL to the PostgreSQL database first.", returncode=REFUSED)
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = 0; SET lock_timeout = 0")
        try:
            with open_database(options["file"], exclusive=not options["check"]) as source:
                self._check(source) if options["check"] else self._move(source)
        except (SourceRefused, target.TargetRefused) as why:
            raise CommandError(str(why), returncode=REFUSED) from None
        except RowCannotBeStored as why:
            raise CommandError(f"PostgreSQL cannot store a value. {why}. Correct it, and run this again.") from None
        if not options["check"]:
            self._verify_log()
            self._report("Everything is moved. Start web server and worker with this environment, and keep the file")
            self._report(
                "until you have a backup of the new database. Nothing written to it from now on is taken along."
            )

    def _move(self, source: sqlite3.Connection) -> None:
        require_intact(source)
        goes_on = target.is_under_way()
        target.require_same_version(source)
        if not goes_on:
            target.require_empty()
        tables = self._tables(source)
        if not goes_on:
            target.begin()
        self._report("Going on with a move that was interrupted." if goes_on else "Nobody else has the file open.")
        rows = 0
        for number, table in enumerate(tables, start=1):
            rows += self._move_table(table, source, f"{number}/{len(tables)} {table.name}", goes_on=goes_on)
        ContentType.objects.clear_cache()
        self._report("Making the search index")
        target.rebuild_search_index()
        self._report("Putting foreign keys, numbers and triggers in force")
        try:
            target.finish(source, tables)
        except DatabaseError as error:
            raise CommandError(f"PostgreSQL refuses the rows: {_first_line(error.__cause__ or error)}") from None
        refresh_statistics()
        self._report(f"{rows} rows in {len(tables)} tables are the same in both databases.")

    def _move_table(self, table: DatabaseTable, source: sqlite3.Connection, name: str, *, goes_on: bool) -> int:
        """Copy and compare, unless the rows are there already. Return how many there are."""
        there = compare(table, source) if goes_on else None
        if there is None or not there.is_same:
            try:
                copy_table(table, source, lambda rows: self._report(f"{name}: {rows} rows …"))
            except psycopg.Error as error:
                raise CommandError(f"{table.name}: PostgreSQL refuses a row: {_first_line(error)}") from None
            found = compare(table, source)
            if not found.is_same:
                raise CommandError(f"The copy is not the same. {found.sentence}")
            there, done = found, "copied"
        else:
            done = "there already"
        if there.source_rows:
            self._report(f"{name}: {there.source_rows} rows {done}")
        return there.source_rows

    def _check(self, source: sqlite3.Connection) -> None:
        if target.is_under_way():
            self._report("The move is not finished.")
        tables = self._tables(source)
        found = [compare(table, source) for table in tables]
        different = [one for one in found if not one.is_same]
        for one in different:
            self._report(one.sentence)
        rows = sum(one.source_rows for one in found)
        if different:
            raise CommandError(f"{len(different)} of {len(tables)} tables are not the same.")
        self._report(f"{rows} rows in {len(tables)} tables are the same in both databases.")

    def _tables(self, source: sqlite3.Connection) -> list[DatabaseTable]:
        tables = moved_tables()
        if wrong := differences_of_tables(source, tables):
            raise target.TargetRefused(" ".join(wrong))
        return tables

    def _verify_log(self) -> None:
        found = verify(now=timezone.now())
        if wrong := [
            one for one in found.findings if one.what != FindingKind.UNSEALED
        ]:  # the next worker seals what waits
            sentences = "\n".join(one.sentence for one in wrong[:20])
            raise CommandError(
                f"Every row is moved, but the log is not intact ({len(wrong)} findings). Verify that of the "
                f"SQLite file too: its rows are the same.\n{sentences}"
            )
        self._report(f"The log is intact: {found.rows} rows in {found.blocks} blocks.")

    def _report(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _first_line(error: BaseException) -> str:
    """PostgreSQL's message without the lines that quote values."""
    return str(getattr(getattr(error, "diag", None), "message_primary", None) or type(error).__name__)
