"""What the pages show."""

from dataclasses import replace

from django.utils.translation import gettext as _

from accounts.user import User
from foundation.text import danish_formats
from meetings.exports.enums import DocumentSource
from meetings.exports.models import Export
from meetings.exports.reading import ExportRow, kept_since, rows_of
from meetings.units import access

#: So many of a person's latest stand on the page.
MAX_EXPORTS_SHOWN = 20


def extracts_of(user: User) -> list[ExportRow]:
    """Return the latest extracts that `user` had made, with what each is about and why."""
    rows = access.visible_to(user, Export).filter(
        source__in=[DocumentSource.ALL_OF_MEETING, DocumentSource.ALL_OF_PERSON], requested_at__gte=kept_since()
    )
    exports = list(rows.select_related("meeting__unit", "meeting__cycle", "person")[:MAX_EXPORTS_SHOWN])
    shown = rows_of(exports, user)
    return [
        replace(row, name=_about(export), note=f"{_why(export)} {row.note}")
        for export, row in zip(exports, shown, strict=True)
    ]


def _about(export: Export) -> str:
    if export.meeting is not None:
        unit = export.meeting.unit.title
        return _("The meeting of %(unit)s %(year)s") % {"unit": unit, "year": export.meeting.school_year}
    return f"{export.person} ({export.email})" if export.person else export.email


def _why(export: Export) -> str:
    words = [export.purpose, export.case_number, danish_formats.format_date(export.requested_at)]
    return " · ".join(word for word in words if word) + "."
