"""Write on the agreements of a follow-up talk. What was saved by another meanwhile is never overwritten unseen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusals
from foundation.forms.optimistic_lock import already_done, changed_meanwhile, require_version
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.follow_up import refusals_of
from meetings.agreements.follow_up_talk.models import FollowUpTalk, TalkLine
from meetings.agreements.models import Agreement
from meetings.units import access


@dataclass(frozen=True)
class LineInput:
    """A line as written. `seen` is the version of the line that the form showed, 0 for none."""

    status: str
    note: str
    new_due_on: date | None
    seen: int


def agreements_for_talk(talk: FollowUpTalk) -> QuerySet[Agreement]:
    """Return the unit's open agreements, nearest date first, and those on which something is written already."""
    is_open = Q(closed_on=None) | Q(pk__in=talk.lines.order_by().values("agreement"))
    return Agreement.objects.filter(is_open, unit=talk.meeting.unit_id).order_by("due_on", "pk")


def save_lines(
    *, talk: FollowUpTalk, lines: Mapping[int, LineInput], by: User, today: date, summary: str | None = None,
    expected_version: int | None = None,
) -> int:  # fmt: skip
    """Store the changed `lines`, by the primary key of their agreement, and the `summary` unless it is None; return how
    many were stored. `expected_version` is the version of the talk, for its summary.

    A refusal's field is `<name>-<primary key of the agreement>`.
    Raises NotAllowed, ReasonMissing, BadDate, DecidedAtMeetings, AlreadyDone, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.FOLLOW_UP_TALK, talk.meeting.unit):
        raise NotAllowed(_("Agreement holder, head of area and consultant write in the follow-up talk."))
    with transaction.atomic():
        fresh = FollowUpTalk.objects.select_for_update(of=("self",)).with_related().get(pk=talk.pk)
        if fresh.held_on:
            raise already_done(fresh, _("the talk is held"))
        known = {line.agreement_id: line for line in fresh.lines.select_related("written_by")}
        wrong = Refusals()
        for agreement in agreements_for_talk(fresh).filter(pk__in=lines):
            wanted, line = lines[agreement.pk], known.get(agreement.pk)
            if line is not None and line.version != wanted.seen:
                raise changed_meanwhile(line, line.written_by.name)
            problems = refusals_of(
                agreement, AgreementStatus(wanted.status), wanted.note.strip(), wanted.new_due_on, today
            )
            _add(wrong, problems, agreement.pk)
            _store(line or TalkLine(talk=fresh, agreement=agreement, version=0), agreement, wanted, by)
        wrong.raise_any()
        if summary is not None and summary != fresh.summary:
            require_version(fresh, expected_version)
            fresh.summary, fresh.version = summary, fresh.version + 1
            fresh.save(update_fields=["summary", "version"])
            audit.record("follow_up_talk.written", fresh, by=by, unit_id=fresh.meeting.unit_id)
        elif lines:
            audit.record("follow_up_talk.written", fresh, by=by, unit_id=fresh.meeting.unit_id, lines=len(lines))
    return len(lines)


def _add(wrong: Refusals, problems: Refusals, agreement: int) -> None:
    for problem in problems.found:
        problem.field = f"{problem.field}-{agreement}"
        wrong.add(problem)


def _store(line: TalkLine, agreement: Agreement, line_input: LineInput, by: User) -> None:
    line.status, line.note, line.new_due_on = (
        AgreementStatus(line_input.status),
        line_input.note.strip(),
        line_input.new_due_on,
    )
    line.written_by, line.agreement_version, line.version = by, agreement.version, line.version + 1
    line.save()
