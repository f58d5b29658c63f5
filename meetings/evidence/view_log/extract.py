"""Extract of the view log for a person who asks: when, for what and in which capacity, without names of staff.

GDPR article 15 and the EU court's judgment C-579/21: the person learns when and why somebody looked; the names of those
who looked on duty are not handed out as a rule.
"""

from io import BytesIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.text import danish_formats
from foundation.text.spreadsheet_escape import escape_cell
from media.view_log.entry import ViewLogEntry
from meetings.evidence.view_log.views_of_evidence import ViewedThing, unit_names, views_of_thing


def extract_columns() -> list[str]:
    return [_("What"), _("When it was seen"), _("Role"), _("Unit"), _("For what")]


def extract(*, things: list[ViewedThing], by: User) -> list[list[str]]:
    """Return a row for each view of the things, oldest first; making the extract is recorded in the event log."""
    found = [(thing, row) for thing in things for row in views_of_thing(by, thing)]
    units = unit_names(row for _thing, row in found)
    with transaction.atomic():
        for thing in things:
            subject: ViewLogEntry = ViewLogEntry(pk=0)
            audit.record("view_log.extracted", subject, by=by, unit_id=thing.unit_id, kind=thing.kind, key=thing.key)
    return [
        [
            thing.name,
            danish_formats.moment(timezone.localtime(row.seen_at)),
            str(row.get_role_display()),
            units.get(row.role_unit_id, ""),
            str(row.get_seen_in_display()),
        ]
        for thing, row in sorted(found, key=lambda pair: (pair[1].seen_at, pair[1].pk))
    ]


def extract_workbook(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook  # as in foundation.text.spreadsheet: not in every process

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Showings"))
    for line in [extract_columns(), *rows]:
        sheet.append([escape_cell(cell) for cell in line])
    target = BytesIO()
    book.save(target)
    return target.getvalue()
