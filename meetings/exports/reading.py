"""What the pages of documents show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.text import danish_formats
from meetings.exports.enums import ExportState, Format, MinutesPart
from meetings.exports.making.hidden_content import with_hidden_content
from meetings.exports.models import Export
from meetings.exports.page_urls import documents_url
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.units import access

#: So many of a person's latest documents stand on a page.
MAX_DOCUMENTS_SHOWN = 10
#: The most minutes in a list of what is journalised, or not.
MAX_ROWS = 500


@dataclass(frozen=True)
class ExportRow:
    """One document that somebody had made. `url` is empty until it is ready, and when it is no longer handed out."""

    key: str
    name: str
    note: str
    url: str
    is_waiting: bool
    is_lost: bool
    label: str


def exports_of(user: AnyUser, **place: object) -> list[ExportRow]:
    """Return the latest documents that `user` had made of `place` (meeting or example). At most five queries."""
    rows = access.visible_to(user, Export).filter(requested_at__gte=kept_since(), **place)
    return rows_of(list(rows[:MAX_DOCUMENTS_SHOWN]), user)


def rows_of(exports: Iterable[Export], user: AnyUser) -> list[ExportRow]:
    exports = list(exports)
    hidden = with_hidden_content([one for one in exports if one.state == ExportState.READY], user)
    return [_row(one, is_hidden=one.pk in hidden) for one in exports]


def kept_since() -> datetime:
    return timezone.now() - timedelta(days=settings.EXPORT_KEEP_DAYS)


def _row(export: Export, *, is_hidden: bool) -> ExportRow:
    is_ready = export.state == ExportState.READY and not is_hidden
    is_lost = not is_ready and not export.is_waiting
    until = danish_formats.format_date(export.requested_at + timedelta(days=settings.EXPORT_KEEP_DAYS))
    if is_ready:
        facts = {"size": filesizeformat(export.byte_size), "day": until}
        note = _("%(size)s. Can be downloaded until %(day)s.") % facts
    elif is_hidden:
        note = _("Something in it was hidden since it was made. Have it made anew.")
    elif export.is_waiting:
        note = _("You can leave the page. It is ready in a moment.")
    else:
        note = _("It could not be made. Try again.")
    people = _("with pictures of people") if MinutesPart.RECOGNISABLE in export.parts else ""
    name = [export.get_source_display(), _FORMATS[Format(export.format)], people]
    return ExportRow(
        key=str(export.key),
        name=" · ".join(part for part in name if part),
        note=note,
        url=reverse("document_file", args=[export.key]) if is_ready else "",
        is_waiting=export.is_waiting,
        is_lost=is_lost,
        label=str(ExportState(export.state).label),
    )


_FORMATS = {Format.PDF: "PDF", Format.WORD: "Word", Format.PACKAGE: "ZIP"}


@dataclass(frozen=True)
class JournalRow:
    """Approved minutes in the list of what is journalised."""

    unit: str
    school_year: str
    approved_on: str
    case_number: str
    document_number: str
    url: str


def journal_rows(user: AnyUser, *, journalised: bool) -> list[JournalRow]:
    """Return the approved minutes for which `user` journalises, the latest first. One query."""
    rows = _to_journalise(user).filter(journal_entry__isnull=not journalised).order_by("-approval__approved_at")
    return [
        JournalRow(
            unit=minutes.unit.title,
            school_year=minutes.meeting.school_year,
            approved_on=danish_formats.format_date(timezone.localtime(minutes.approval.approved_at)),
            case_number=minutes.journal_entry.case_number if journalised else "",
            document_number=minutes.journal_entry.document_number if journalised else "",
            url=f"{documents_url(minutes.meeting)}#journal",
        )
        for minutes in rows[:MAX_ROWS]
    ]


def _to_journalise(user: AnyUser) -> "QuerySet[MinutesPage]":
    person = access.of(user)
    rows = access.visible_to(user, MinutesPage).filter(
        person.units_q(Right.JOURNALISE, "unit"), state=MinutesState.APPROVED, approval__isnull=False
    )
    return rows.select_related("unit", "meeting__cycle", "approval", "journal_entry").only(
        "unit__title", "meeting__url_path", "meeting__cycle__school_year", "approval__approved_at",
        "journal_entry__case_number", "journal_entry__document_number",
    )  # fmt: skip
