"""Save sections of a draft, each on its own; what others saved meanwhile is kept, and merged if possible."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, NotAllowed
from meetings.meeting.enums import Attendance
from meetings.meeting.item import MeetingItem, update_items
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import MinutesContent
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_content import apply_content
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.merging import both, merge_values
from meetings.minutes.writing.section_history import History
from meetings.minutes.writing.sections import (
    ATTENDANCE,
    SECTIONS_WITH_ROWS,
    Key,
    Values,
    fingerprint,
    sections_of,
    with_sections,
)
from meetings.units import access

#: A writer's later saves are not logged until somebody else saves, the minutes are submitted or this much time passes.
SAME_SITTING_WITHIN = timedelta(minutes=30)


class NotADraft(Conflict):
    """The minutes have been submitted or approved meanwhile; nothing was saved."""


@dataclass(frozen=True)
class SectionInput:
    """A section as somebody wrote it. `seen`: fingerprint of what stood there when they began.

    `choice`: what shall stand of two texts that both were shown, "mine", "saved" or "both". `is_new`: an agreement
    or a wish whose id we made just now.
    """

    values: Values
    seen: str
    choice: str = ""
    is_new: bool = False


@dataclass(frozen=True)
class SectionConflict:
    """A section that was not saved, because somebody else wrote at the same place. `saved`: what stands there."""

    saved: Values
    mine: Values
    by: User | None
    at: datetime | None


@dataclass(frozen=True)
class SavedSections:
    """`sections`: what each of the written sections contains now, also where it was not changed."""

    minutes: MinutesPage
    sections: dict[Key, Values]
    conflicts: dict[Key, SectionConflict] = field(default_factory=dict)


def changes(before: MinutesContent, after: MinutesContent) -> dict[Key, SectionInput]:
    """Return the sections of `after` that differ from `before`, as `save_sections` takes them."""
    old, new = sections_of(before), sections_of(after)
    seen = {key: fingerprint(old.get(key)) for key in old | new}
    return {
        key: SectionInput(new.get(key), seen[key], is_new=key not in old)
        for key in old | new
        if fingerprint(new.get(key)) != seen[key]
    }


def save_sections(*, minutes: MinutesPage, inputs: Mapping[Key, SectionInput], by: User) -> SavedSections:
    """Save each section unless somebody else wrote at the same place since its writer saw it.

    The others are in `conflicts`, and the rest is saved all the same. Raises NotAllowed, NotADraft; then nothing has
    changed.
    """
    if not access.of(by).may(Right.WRITE_MINUTES, minutes.unit):
        raise NotAllowed(_("Only the unit's leadership and the consultant write the minutes."))
    with transaction.atomic():
        page = _locked_draft(minutes)
        content = draft_content(page)
        stored = sections_of(content)
        history = History(page.meeting_id, inputs.keys())
        changed: dict[Key, Values] = {}
        conflicts: dict[Key, SectionConflict] = {}
        for key, section in inputs.items():
            if not _is_known(key, stored, history, section):
                continue
            now = stored.get(key)
            values, is_free = _decided(section, now, history, key)
            if not is_free:
                conflicts[key] = SectionConflict(now, section.values, *history.last_writer(key))
            elif fingerprint(values) != fingerprint(now):
                changed[key] = values
        if changed:
            _store(page, with_sections(content, changed), changed, by)
            history.add(stored, changed, minutes_version=page.version, by=by, at=page.saved_at)
    return SavedSections(page, {key: (stored | changed).get(key) for key in inputs}, conflicts)


def _locked_draft(minutes: MinutesPage) -> MinutesPage:
    """The draft, which nobody else saves or submits until the transaction ends."""
    locked = MinutesPage.objects.select_for_update(of=("self",)).filter(pk=minutes.pk, state=MinutesState.DRAFT)
    page = locked.select_related("meeting__cycle", "meeting__unit", "unit").first()
    if page is None:
        current = MinutesPage.objects.only("state").get(pk=minutes.pk)
        raise NotADraft(_("The minutes are no longer a draft: %(state)s.") % {"state": current.get_state_display()})
    return page


def _is_known(key: Key, stored: Mapping[Key, Values], history: History, section: SectionInput) -> bool:
    """Return whether the section is one of these minutes: it stands there, is new, or was taken out.

    An agreement or a wish with any other id could be that of another unit.
    """
    return key in stored or (key[0] in SECTIONS_WITH_ROWS and (section.is_new or history.knows(key)))


def _decided(section: SectionInput, now: Values, history: History, key: Key) -> tuple[Values, bool]:
    """What shall stand in the section, and whether that is clear without asking its writer."""
    mine, saved = fingerprint(section.values), fingerprint(now)
    if saved == section.seen:
        chosen = {"saved": now, "both": both(now, section.values)}
        return chosen.get(section.choice, section.values), True
    if mine in (section.seen, saved):
        return now, True
    base = history.content(key, section.seen)
    return merge_values(base, section.values, now)


def _store(page: MinutesPage, content: MinutesContent, changed: Mapping[Key, Values], by: User) -> None:
    """Write the changed sections to where they stand, and the save to the page."""
    parts = {part for part, _row in changed}
    if "sections" in parts:
        texts = {row_id: values for (part, row_id), values in changed.items() if part == "sections"}
        _store_notes(page.meeting, texts)
    if ATTENDANCE in changed:
        _set_attendance(page.meeting, changed[ATTENDANCE] or {})
    now = timezone.now()
    is_logged = not _is_same_sitting(page, by, now)
    apply_content(page, content)
    page.saved_by, page.saved_at, page.version = by, now, page.version + 1
    names = ["saved_by", "saved_at", "version", *parts.difference({"sections", "attendance"})]
    MinutesPage.objects.filter(pk=page.pk).update(**{name: getattr(page, name) for name in names})
    if is_logged:
        audit.record("minutes.written", page, by=by, unit_id=page.unit_id, version=page.version)


def _store_notes(meeting: MeetingPage, texts: Mapping[str, Values]) -> None:
    rows = list(MeetingItem.objects.filter(meeting=meeting, block_id__in=texts))
    for row in rows:
        row.notes = (texts[str(row.block_id)] or {}).get("text", "")
    update_items(rows, "notes")


def _set_attendance(meeting: MeetingPage, noted: Mapping[str, str]) -> None:
    """Set the attendance of participants. Other people, and UNKNOWN, are ignored."""
    for person in meeting.participants.all():
        attendance = noted.get(str(person.pk), Attendance.UNKNOWN)
        if attendance not in (Attendance.UNKNOWN, person.attendance):
            person.attendance = attendance
            person.save(update_fields=["attendance"])


def _is_same_sitting(page: MinutesPage, by: User, now: datetime) -> bool:
    """Return whether the last save is by `by`, younger than SAME_SITTING_WITHIN and not submitted."""
    if page.saved_at is None or page.saved_by_id != by.pk:
        return False
    return now - page.saved_at < SAME_SITTING_WITHIN and (
        page.submitted_at is None or page.submitted_at < page.saved_at
    )
