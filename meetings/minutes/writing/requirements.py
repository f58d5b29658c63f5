"""What minutes lack before they can be submitted, in words."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meetings.meeting.enums import Attendance
from meetings.minutes.approval.canonical_content import Content
from meetings.minutes.enums import EarlierOutcome


@dataclass(frozen=True)
class MissingInMinutes:
    """One thing that is missing, and the id of the field where it is written."""

    text: str
    field: str


def missing_in_minutes(content: Content) -> list[MissingInMinutes]:
    """In the order of the page; empty when the minutes can be submitted."""
    return [*_attendance(content), *_earlier(content), *_sections(content), *_agreements(content)]


def _attendance(content: Content) -> list[MissingInMinutes]:
    rows = content["attendance"]
    if rows and not any(row["attendance"] == Attendance.PRESENT for row in rows):
        return [MissingInMinutes(_("Say who was present."), f"id_attendance-{rows[0]['id']}_0")]
    return [
        MissingInMinutes(_("Say whether %(name)s was present.") % {"name": row["name"]}, f"id_attendance-{row['id']}_0")
        for row in rows
        if row["attendance"] == Attendance.UNKNOWN
    ]


def _sections(content: Content) -> list[MissingInMinutes]:
    return [
        MissingInMinutes(
            _("Write what you said about “%(item)s”, or that you did not get to it.") % {"item": section["title"]},
            f"id_section-{section['id']}",
        )
        for section in content["sections"]
        if not section["text"].strip()
    ]


def _agreements(content: Content) -> list[MissingInMinutes]:
    missing = []
    for number, row in enumerate(content["agreements"], start=1):
        name = {"number": number}
        field = f"id_agreement-{row['id']}"
        if not row["text"].strip():
            missing.append(MissingInMinutes(_("Agreement %(number)s: write what you agreed.") % name, f"{field}-text"))
        if not row["owner"]:
            missing.append(MissingInMinutes(_("Agreement %(number)s: say who owns it.") % name, f"{field}-owner"))
        if not row["due_on"]:
            missing.append(MissingInMinutes(_("Agreement %(number)s: say by when.") % name, f"{field}-due_on"))
        elif _before(row["due_on"], content["meeting"]["held_on"]):
            text = _("Agreement %(number)s: the date lies before the meeting.") % name
            missing.append(MissingInMinutes(text, f"{field}-due_on"))
    return missing


def _earlier(content: Content) -> list[MissingInMinutes]:
    missing = []
    for row in content["earlier"]:
        name = {"agreement": row["text"]}
        field = f"id_earlier-{row['id']}"
        if not row["outcome"]:
            missing.append(MissingInMinutes(_("Say what happens to “%(agreement)s”.") % name, f"{field}-outcome"))
        elif row["outcome"] == EarlierOutcome.IN_PROGRESS:
            if _before(row["due_on"], content["meeting"]["held_on"]):
                text = _("The date of “%(agreement)s” has passed. Carry it over to a new date, or close it.") % name
                missing.append(MissingInMinutes(text, f"{field}-outcome"))
        elif row["outcome"] == EarlierOutcome.CARRIED_OVER:
            if not row["new_due_on"]:
                missing.append(MissingInMinutes(_("Set a new date for “%(agreement)s”.") % name, f"{field}-new_due_on"))
            elif _before(row["new_due_on"], content["meeting"]["held_on"]):
                text = _("The new date for “%(agreement)s” lies before the meeting.") % name
                missing.append(MissingInMinutes(text, f"{field}-new_due_on"))
        elif row["outcome"] == EarlierOutcome.DROPPED and not row["note"].strip():
            missing.append(MissingInMinutes(_("Write why “%(agreement)s” is dropped.") % name, f"{field}-note"))
    return missing


def _before(day: str, other: str) -> bool:
    return bool(other) and date.fromisoformat(day) < date.fromisoformat(other)
