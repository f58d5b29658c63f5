"""`manage.py import_people FILE [--dry-run] [--end-missing] [--json]`: store units and people from a file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from accounts.user import User
from foundation.errors import Refusal
from meetings.first_day.people_file.file_rows import FileRow
from meetings.first_day.people_file.import_people import import_people
from meetings.first_day.people_file.make_plan import make_plan
from meetings.first_day.people_file.plan import Plan
from meetings.first_day.people_file.read_file import read_file
from meetings.units.membership import Membership


class Command(BaseCommand):
    help = "Stores units and people from a file (CSV, XLSX, ODS), as under People on the site: all rows or none."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--end-missing", action="store_true", help="end roles that a file gave and this one lacks")
        parser.add_argument("--invite", action="store_true", help="mail a link to choose a password to who is new")
        parser.add_argument("--by", default="", metavar="MAIL", help="the administrator who does it, if several are")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exits 1 when nothing is stored because of the file; problems of rows are in the output then.

        In a dry run, `ended` counts what --end-missing would end.
        """
        rows, today = _rows(options["file"]), timezone.localdate()
        by = _administrator(options["by"], may_lack=options["dry_run"])
        plan = make_plan(rows, by=by, today=today)
        is_stored = not options["dry_run"] and not plan.with_problems
        left = len(plan.ending)
        if is_stored and by is not None:
            try:
                plan = import_people(
                    rows=rows, by=by, today=today, end_missing=options["end_missing"], invite=options["invite"]
                )
            except Refusal as refusal:
                raise CommandError(refusal.message) from None
            left -= len(plan.ending)
        report = {**plan.counts, "not_in_file": left, "stored": is_stored, "problems": plan.problems}
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=2))
        else:
            self._say(plan, report)
        if plan.with_problems:
            raise CommandError(_("Correct the rows with problems in the file. Nothing was stored."))

    def _say(self, plan: Plan, report: dict[str, object]) -> None:
        for name in ("new", "changed", "ended", "unchanged"):
            self.stdout.write(f"{name}: {report[name]}")
        for one in plan.rows:
            for text in one.problems or one.acts:
                self.stdout.write(f"{one.row.number}: {text}")
        if report["not_in_file"] and report["stored"]:
            self.stdout.write(_("Not in the file, and still given: %(count)s.") % {"count": report["not_in_file"]})


def _rows(path: Path) -> list[FileRow]:
    try:
        with path.open("rb") as file:
            return read_file(File(file, name=path.name))
    except OSError:
        raise CommandError(_("The file “%(path)s” cannot be read.") % {"path": path}) from None
    except Refusal as refusal:
        raise CommandError(refusal.message) from None


def _administrator(mail: str, *, may_lack: bool) -> User | None:
    """The administrator of that address, or the only one there is. Raises CommandError."""
    held = Membership.objects.current(timezone.localdate()).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    people = get_user_model().objects.filter(pk__in=held.values("user"))
    if mail:
        people = people.filter(email__iexact=mail.strip())
    found: list[User] = list(people[:2])
    if len(found) == 1:
        return found[0]
    if may_lack:
        return None
    raise CommandError(_("Name the administrator who stores the file: --by MAIL."))
