"""Convert between a MinutesPage and its content."""

from collections.abc import Iterable

from django.utils import timezone
from wagtail.blocks import StreamValue

from accounts.roles import Role
from foundation.compiled_query import CompiledQuery
from foundation.stream_data import raw_blocks
from foundation.translation.in_danish import in_danish
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import AgreementRow, Attendee, EarlierRow, MeetingFacts, MinutesContent, Section
from meetings.minutes.frozen_format import Plain, T, from_plain, to_plain
from meetings.minutes.pages import MinutesPage
from meetings.minutes.row_fields import ContentRow
from meetings.minutes.wish_fields import WishRow
from snippets.models import Initiative

_initiatives = CompiledQuery(lambda: Initiative.objects.values_list("pk", "name"))


def content_of(minutes: MinutesPage) -> MinutesContent:
    """Return the content of submitted or approved minutes; labels are Danish. For a draft see draft_content.py."""
    with in_danish():
        return MinutesContent(
            meeting=_meeting(minutes.meeting),
            attendance=tuple(
                Attendee(person.pk, person.name, str(Role(person.role).label), person.attendance)
                for person in minutes.meeting.participants.all()
            ),
            earlier=_rows(EarlierRow, minutes.earlier),
            sections=_rows(Section, minutes.sections),
            agreements=_rows(AgreementRow, minutes.agreements),
            adjust_frame=minutes.adjust_frame,
            adjust_content=minutes.adjust_content,
            wishes=_rows(WishRow, minutes.wishes),
        )


def apply_content(minutes: MinutesPage, content: MinutesContent) -> tuple[str, ...]:
    """Set the written parts of `minutes` but the sections from `content`, without saving. Return their names."""
    written = {
        "agreements": blocks_of("agreement", content.agreements),
        "wishes": blocks_of("wish", content.wishes),
        "earlier": blocks_of("earlier", content.earlier),
        "adjust_frame": content.adjust_frame,
        "adjust_content": content.adjust_content,
    }
    for name, value in written.items():
        setattr(minutes, name, value)
    return tuple(written)


def _rows(kind: type[T], stream: StreamValue) -> tuple[T, ...]:
    """The rows that `blocks_of` stored. One query if any of them has an initiative; one that was deleted is none."""
    plain: list[dict[str, object]] = [{**block["value"], "id": block["id"]} for block in raw_blocks(stream)]
    if any(row.get("initiative") for row in plain):
        names: dict[object, str] = dict(_initiatives.rows())
        for row in plain:
            pk = row.get("initiative")
            row |= {"initiative": pk if pk in names else None, "initiative_name": names.get(pk)}
    return tuple(from_plain(kind, row) for row in plain)


def blocks_of(kind: str, rows: Iterable[ContentRow]) -> list[Plain]:
    """Return raw StreamField data of `rows`: their plain form without the fields that are not stored."""
    return [
        {
            "type": kind,
            "id": row.id,
            "value": {name: value for name, value in to_plain(row).items() if name in row.stored_blocks()},
        }
        for row in rows
    ]


def _meeting(meeting: MeetingPage) -> MeetingFacts:
    begins = timezone.localtime(meeting.starts_at) if meeting.starts_at else None
    return MeetingFacts(
        title=meeting.title,
        unit=meeting.unit.title,
        school_year=meeting.school_year,
        held_on=begins.date() if begins else None,
        began_at=begins.strftime("%H:%M") if begins else "",
        room=meeting.room,
    )
