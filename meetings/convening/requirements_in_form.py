"""Add all unmet requirements to a form that has errors, so that the user sees everything at once."""

import copy
from dataclasses import replace
from datetime import datetime

from accounts.roles import Role
from meetings.convening.forms import ConveneForm
from meetings.convening.requirements import unmet_requirements_with
from meetings.meeting.participant import Participant
from meetings.meeting.participants.participant_choices import ParticipantChoices


def add_unmet_requirements(form: ConveneForm, invitees: ParticipantChoices, now: datetime) -> None:
    """Add the unmet requirements of the meeting as written in the form to its errors.

    Fields that have an error already get no further one.
    """
    written = copy.copy(invitees.meeting)
    written.starts_at, written.room = form.starts_at, form.cleaned_data.get("room", "")
    things = unmet_requirements_with(
        replace(invitees, meeting=written),
        _coming(form, invitees),
        now,
        board_has_nobody=form.cleaned_data.get("board_has_nobody", False),
    )
    wrong = set(form.errors)
    for thing in things:
        if thing.field not in wrong and not (thing.field == "day" and wrong & {"clock", "outside_year"}):
            form.add_error(thing.field, thing.text)


def _coming(form: ConveneForm, invitees: ParticipantChoices) -> list[Participant]:
    """Return (unsaved) participants with the roles of those who are ticked or written."""
    ids, guests = form.chosen()
    roles = {one.user.pk: one.role for one in invitees.known}
    roles |= {row.user_id: Role(row.role) for row in invitees.listed if row.user_id and row.user_id not in roles}
    return [Participant(role=roles[pk]) for pk in ids if pk in roles] + [Participant(role=one.role) for one in guests]
