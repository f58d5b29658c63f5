"""Lines of a file of people, planned and stored."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import User
from foundation.text.spreadsheet import as_csv
from meetings.first_day.people_file.file_rows import FileRow
from meetings.first_day.people_file.import_people import import_people
from meetings.first_day.people_file.make_plan import make_plan
from meetings.first_day.people_file.plan import Plan
from meetings.first_day.people_file.read_file import read_file

HEADINGS = ["Enhed", "Område", "Navn", "Mail", "Rolle", "Fra og med", "Til og med"]
EVA = ["Åskolen", "Skoler", "Eva Holm", "eva@kommunen.example", "Aftaleholder", "", ""]
IB = ["Åskolen", "", "Ib Lund", "ib@kommunen.example", "Medarbejderrepræsentant", "", ""]
CHEF = ["", "Skoler", "Kim Bo", "kim@kommunen.example", "Skole- og dagtilbudschef", "", ""]
EDITOR = ["", "", "Ane Kjær", "ane@kommunen.example", "Redaktør", "", ""]
UNIT = ["Børnehuset Æblet", "Dagtilbud", "", "", "", "", ""]
ALL = [EVA, IB, CHEF, EDITOR, UNIT]


def rows(*lines: list[str], data: bytes = b"") -> list[FileRow]:
    return read_file(ContentFile(data or as_csv([HEADINGS, *lines]), name="fil"))


def store(boss: User, *lines: list[str], **options: Any) -> Plan:
    wishes = {"end_missing": True, "invite": False, **options}
    return import_people(rows=rows(*lines), by=boss, today=timezone.localdate(), **wishes)


def problems(*lines: list[str], by: User | None = None) -> list[str]:
    plan = make_plan(rows(*lines), by=by, today=timezone.localdate())
    return [f"{one['row']}: {one['problem']}" for one in plan.problems]
