"""Approved minutes as the content of a document, from the frozen record and its addenda.

Each part is one function from `MinutesSource` to blocks, registered in PARTS in the order of the document. A part that
is frozen with the record later is one more function there.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext as _

from accounts.user import User
from foundation.text import danish_formats
from foundation.text.notation import Run
from meetings.exports.content.document import Block, Document, Facts, Heading, Listing, Paragraph, Table
from meetings.exports.content.issuer import issuer
from meetings.exports.content.supporting import SupportingEvidence, appendix, figures, pictures
from meetings.exports.content.texts import bullets, cell, file_name, from_notation, from_plain_text, quiet
from meetings.exports.enums import REQUIRED_PARTS, MinutesPart
from meetings.meeting.enums import Attendance
from meetings.minutes.agreement_fields import AgreementRow
from meetings.minutes.content import LawPoint, MinutesContent
from meetings.minutes.reading import short_hash
from meetings.minutes.record import Addendum, ApprovalRecord
from meetings.minutes.wish_fields import WishRow


@dataclass(frozen=True)
class MinutesSource:
    """Approved minutes and what `reader` may see of what they rest on; everything that was shared without a reader."""

    record: ApprovalRecord
    parts: frozenset[MinutesPart]
    reader: User | None

    @property
    def text(self) -> MinutesContent:
        return self.record.text

    @cached_property
    def addenda(self) -> list[Addendum]:
        return list(self.record.minutes.addenda.select_related("author"))

    @cached_property
    def supporting(self) -> SupportingEvidence:
        return SupportingEvidence.for_reader(self.record.minutes.meeting, self.reader)


def minutes_document(source: MinutesSource, *, made_at: datetime) -> Document:
    """Return the document with the chosen parts. The number of queries does not grow with the minutes."""
    meeting = source.text.meeting
    title = _("Minutes of the dialogue meeting %(year)s") % {"year": meeting.school_year}
    blocks: list[Block] = []
    for part, build in BLOCKS_OF_PART.items():
        if part in source.parts:
            blocks += build(source)
    kind = _("Minutes")
    return Document(
        title=title,
        kicker=meeting.unit,
        short_title=f"{kind} · {meeting.unit} {meeting.school_year}",
        file_name=file_name("referat", meeting.unit, meeting.school_year),
        facts=_facts(source),
        blocks=tuple(blocks),
        issuer=issuer(),
        control_number=short_hash(source.record.content_hash),
        made_at=made_at,
    )


def _facts(source: MinutesSource) -> Facts:
    meeting, record = source.text.meeting, source.record
    began = _("at %(time)s") % {"time": meeting.began_at.lstrip("0").replace(":", ".")} if meeting.began_at else ""
    rows = [
        (_("Held on"), f"{danish_formats.weekday_and_date(meeting.held_on)} {began}".strip()),
        (_("Place"), meeting.room),
        (_("Approved by"), f"{record.approved_by}, {danish_formats.moment(record.approved_at)}"),
    ]
    return Facts(tuple((term, value) for term, value in rows if value))


# Parts -----------------------------------------------------------------------------------------------------------


def attendance(source: MinutesSource) -> list[Block]:
    people = source.text.attendance
    rows = tuple((cell(one.name), cell(one.role), cell(one.summary())) for one in people if _is_noted(one.attendance))
    if not rows:
        return []
    return [Heading(_("Who took part")), Table((_("Name"), _("Role"), _("Attendance")), rows, (5, 5, 3))]


def _is_noted(attendance: str) -> bool:
    return attendance != Attendance.UNKNOWN


def earlier(source: MinutesSource) -> list[Block]:
    """Return the agreements of earlier years, with what the meeting decided about each."""
    rows = tuple(
        (
            cell(row.text),
            cell(row.owner_in_words(source.text.meeting.unit)),
            cell(danish_formats.format_date(row.due_on)),
            cell(_lines(row.outcome_in_words(), _moved(row.moved_to()), row.note)),
        )
        for row in source.text.earlier
    )
    if not rows:
        return []
    header = (_("Agreement"), _("Owner"), _("The date was"), _("What happens to it"))
    return [Heading(_("Agreements of earlier years")), Table(header, rows, (5, 3, 2, 4))]


def _moved(day: object) -> str:
    return _("New date: %(day)s") % {"day": danish_formats.format_date(day)} if day else ""  # type: ignore[arg-type]


def sections(source: MinutesSource) -> list[Block]:
    """Return the text on each item of the agenda, with the agreements and wishes that were made there, then those on
    none."""
    content = source.text
    blocks: list[Block] = []
    for number, section in enumerate(content.sections, start=1):
        blocks.append(Heading(section.title, number=number))
        blocks += from_notation(section.text) or [quiet(_("Nothing is written here."))]
        blocks += _agreed([row for row in content.agreements if row.section == section.id], content.meeting.unit)
        blocks += _wished([row for row in content.wishes if row.section == section.id], level=2)
    known = {section.id for section in content.sections}
    loose = [row for row in content.agreements if row.section not in known]
    if loose:
        blocks += [Heading(_("Agreements")), _agreement_table(loose, content.meeting.unit)]
    return blocks + _wished([row for row in content.wishes if row.section not in known], level=1)


def _wished(rows: list[WishRow], level: int) -> list[Block]:
    texts = [f"{row.text} ({row.initiative_name})" if row.initiative_name else row.text for row in rows]
    title = _("What we wish from the administration") if level > 1 else _("Wishes to the administration")
    return [Heading(title, level=level), *bullets(texts)] if rows else []


def _agreed(rows: list[AgreementRow], unit: str) -> list[Block]:
    return [Heading(_("What we agreed"), level=2), _agreement_table(rows, unit)] if rows else []


def _agreement_table(rows: Iterable[AgreementRow], unit: str) -> Table:
    return Table(
        (_("Agreement"), _("Owner"), _("By when")),
        tuple(
            (
                cell(_lines(row.text, row.note())),
                cell(row.owner_in_words(unit)),
                cell(danish_formats.format_date(row.due_on)),
            )
            for row in rows
        ),
        (7, 4, 3),
    )


def law_points(source: MinutesSource) -> list[Block]:
    """Return what was frozen of the seven demands of § 40 a; nothing for minutes of other meetings."""
    rows = tuple((cell(f"{one.id}. {one.demand}"), cell(_met(one))) for one in source.text.law_points)
    if not rows:
        return []
    header = (_("Demand"), _("How it is met"))
    return [Heading(str(MinutesPart.LAW_POINTS.label)), Table(header, rows, (1, 1))]


def _met(point: LawPoint) -> str:
    not_met = _("Not met:")
    return point.answer if point.is_met else f"{not_met} {point.answer}"


def remarks(source: MinutesSource) -> list[Block]:
    """Return the remarks that their authors kept, frozen with the text, each with what it is about and the answer."""
    titles = {section.id: section.title for section in source.text.sections}
    blocks: list[Block] = [Heading(_("Remarks"))] if source.text.remarks else []
    for one in source.text.remarks:
        who = ", ".join(part for part in (one.name, one.role) if part)
        about = titles.get(one.section, "")
        blocks.append(Heading(f"{who} · {about}" if about else who, level=2))
        blocks += from_plain_text(one.text)
        if one.answer.strip():
            blocks += [Paragraph((Run(_("Answer"), bold=True),)), *from_plain_text(one.answer)]
    return blocks


def adjust(source: MinutesSource) -> list[Block]:
    places = {_("In the frame"): source.text.adjust_frame, _("In the content"): source.text.adjust_content}
    written = {place: text for place, text in places.items() if text.strip()}
    if not written:
        return []
    blocks: list[Block] = [Heading(_("What we should adjust"))]
    for place, text in written.items():
        blocks += [Heading(place, level=2), *from_plain_text(text)]
    return blocks


def addenda(source: MinutesSource) -> list[Block]:
    if not source.addenda:
        return []
    blocks: list[Block] = [Heading(_("Addenda"))]
    for one in source.addenda:
        blocks += [Heading(f"{danish_formats.format_date(one.created_at)} · {one.author}", level=2)]
        blocks += from_plain_text(one.text)
    return blocks


def charts(source: MinutesSource) -> list[Block]:
    found = figures(source.supporting)
    return [Heading(_("Figures")), *found] if found else []


def photos(source: MinutesSource) -> list[Block]:
    found = pictures(source.supporting, with_people=False)
    return [Heading(_("Pictures")), *found] if found else []


def photos_of_people(source: MinutesSource) -> list[Block]:
    found = pictures(source.supporting, with_people=True)
    return [Heading(_("Pictures in which people can be recognised")), *found] if found else []


def rests_on(source: MinutesSource) -> list[Block]:
    items = appendix(source.supporting)
    return [Heading(_("What the minutes rest on")), Listing(tuple(items))] if items else []


BLOCKS_OF_PART: dict[MinutesPart, Callable[[MinutesSource], list[Block]]] = {
    MinutesPart.ATTENDANCE: attendance,
    MinutesPart.EARLIER: earlier,
    MinutesPart.TEXT: sections,
    MinutesPart.REMARKS: remarks,
    MinutesPart.LAW_POINTS: law_points,
    MinutesPart.ADJUST: adjust,
    MinutesPart.ADDENDA: addenda,
    MinutesPart.FIGURES: charts,
    MinutesPart.PICTURES: photos,
    MinutesPart.RECOGNISABLE: photos_of_people,
    MinutesPart.APPENDIX: rests_on,
}


def chosen_parts(parts: Collection[str]) -> frozenset[MinutesPart]:
    """Return the named parts, with those that every document has. Raises ValueError for an unknown name."""
    return REQUIRED_PARTS | {MinutesPart(name) for name in parts}


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text)
