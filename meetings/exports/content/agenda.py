"""The agenda of a meeting as the content of a document, to be printed and handed out."""

import hashlib
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.text import danish_formats
from meetings.exports.content.document import Block, Document, Facts, Heading, Paragraph, Table, plain_line
from meetings.exports.content.issuer import issuer
from meetings.exports.content.texts import bullets, cell, file_name, from_emphasis, from_plain_text, quiet
from meetings.initiatives.reading import statements_by_item
from meetings.initiatives.statements import Statement
from meetings.meeting.agenda import AgendaItem, agenda_of, ends_at
from meetings.meeting.pages import MeetingPage
from meetings.minutes.reading import short_hash
from meetings.template.agenda_display import DisplayItem


def agenda_document(meeting: MeetingPage, *, made_at: datetime) -> Document:
    """Return a document with times, purpose, questions and what the unit brings, item by item, and who is invited."""
    statements = statements_by_item(meeting)
    blocks: list[Block] = []
    for item in agenda_of(meeting):
        blocks += _item(item, statements.get(item.id, []))
    blocks += _people(meeting)
    title = _("Agenda of the dialogue meeting %(year)s") % {"year": meeting.school_year}
    unit = meeting.unit.title
    kind = _("Agenda")
    return Document(
        title=title,
        kicker=unit,
        short_title=f"{kind} · {unit} {meeting.school_year}",
        file_name=file_name("dagsorden", unit, meeting.school_year),
        facts=_facts(meeting),
        blocks=tuple(blocks),
        issuer=issuer(),
        control_number=short_hash(hashlib.sha256(repr(blocks).encode()).hexdigest()),
        made_at=made_at,
    )


def _facts(meeting: MeetingPage) -> Facts:
    when = danish_formats.weekday_and_date(meeting.starts_at and timezone.localdate(meeting.starts_at))
    end = ends_at(meeting, meeting.starts_at)
    if meeting.starts_at and end:
        when = f"{when} {danish_formats.time_of_day(meeting.starts_at)}–{_clock(end)}"
    rows = [(_("When"), when), (_("Place"), meeting.room)]
    return Facts(tuple((term, value) for term, value in rows if value))


def _clock(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.hour}.{local.minute:02}"


def _item(item: AgendaItem, statements: list[Statement]) -> list[Block]:
    read = item.read
    times = f"{_clock(item.begins)}–{_clock(item.ends)}" if item.begins and item.ends and item.minutes else ""
    length = danish_formats.duration(item.minutes) if times else read.time_words
    about = " · ".join(part for part in (times, length, read.owner) if part)
    blocks: list[Block] = [Heading(item.title, number=item.number)]
    blocks += [quiet(about)] if about else []
    blocks += from_emphasis(read.purpose)
    for part in read.parts:
        blocks += from_emphasis(part.text)
    blocks += _details(read)
    for statement in statements:
        blocks.append(Heading(_("What we bring: %(title)s") % {"title": statement.title}, level=2))
        for label, text in statement.answers:
            blocks += [Heading(label, level=3), *from_plain_text(text)]
    return blocks


def _details(read: DisplayItem) -> list[Block]:
    blocks: list[Block] = []
    if read.questions:
        lead = [Paragraph(plain_line(read.questions_lead_in))] if read.questions_lead_in else []
        blocks += [Heading(_("Questions"), level=2), *lead, *bullets(read.questions)]
    groups = (
        (_("The unit's own topics"), read.local_topics),
        (_("Data that must be brought"), [one.text for one in read.required_data]),
        (_("Focus of the year"), [one.text for one in read.focus]),
        (_("Perspectives"), [f"{one.label}: {one.examples}".rstrip(": ") for one in read.perspectives]),
    )
    for heading, texts in groups:
        if texts:
            blocks += [Heading(heading, level=2), *bullets(texts)]
    return blocks


def _people(meeting: MeetingPage) -> list[Block]:
    rows = tuple((cell(one.name), cell(one.get_role_display())) for one in meeting.participants.all())
    if not rows:
        return []
    return [Heading(_("Invited")), Table((_("Name"), _("Role")), rows, (1, 1))]
