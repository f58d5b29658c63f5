"""Clear an example for all leaders, at once or from a day."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from foundation.forms.optimistic_lock import AlreadyDone
from meetings.evidence.sharing.confidentiality import require_not_confidential
from meetings.forum.building.sources import source_evidence
from meetings.forum.chosen_media import require_still_allowed
from meetings.forum.enums import ExampleState
from meetings.forum.example_data import require_no_withdrawn_wish
from meetings.forum.example_versions import bump_example_version
from meetings.forum.notifications import notify_planned, notify_waiting
from meetings.forum.pages import ExamplePage
from meetings.meeting.current_meetings import start_of
from meetings.moderation.decide_step import decide_step
from meetings.moderation.enums import Decision
from meetings.moderation.start_moderation import current_step
from meetings.units import access

#: An example is planned at most so long ahead: what is shown was cleared by people who still know of it.
MAX_CLEARANCE = timedelta(days=366)


class FirstDayOutOfRange(Refusal):
    """The day is not ahead, or too far ahead."""


def clear_example(
    *, example: ExamplePage, expected_version: int, by: User, show_from: date | None = None
) -> ExamplePage:
    """Approve the step at which a PROPOSED example waits, after checking every photo and film again. The last step
    moves it to CLEARED, or with `show_from`, a day ahead, to PLANNED. For the head of area and editors.

    Raises NotAllowed, FirstDayOutOfRange, OwnSubmission, NotForTheForum, QuotesWithdrawnWish, ConfidentialFigures,
    AlreadyDecided, AlreadyDone; then nothing is shown.
    """
    if not access.of(by).may(Right.CLEAR_EXAMPLE, example.unit):
        raise NotAllowed(_("The head of the area or an editor clears examples."))
    today = timezone.localdate()
    if show_from is not None and not today < show_from <= today + MAX_CLEARANCE:
        message = _("Choose a day from tomorrow on and within a year, or leave it empty to show the example now.")
        raise FirstDayOutOfRange(message, field="show_from")
    with transaction.atomic():
        current = bump_example_version(
            example,
            expected_version=expected_version,
            states=(ExampleState.PROPOSED,),
            go_live_at=start_of(show_from) if show_from else None,
        )
        wrong = Refusals()
        with wrong.collect():
            require_still_allowed(current)
        with wrong.collect():
            require_no_withdrawn_wish(current)
        with wrong.collect():
            for piece in source_evidence(current):
                require_not_confidential(piece)
        wrong.raise_any()
        step = current_step(current, by=by)
        decide_step(page=current, step=step, decision=Decision.APPROVED, expected_hash=str(expected_version), by=by)
        after = ExamplePage.objects.select_related("unit").get(pk=current.pk)
        if after.state == ExampleState.PROPOSED:
            audit.record("example.passed_on", after, by=by, unit_id=after.unit_id)
            notify_waiting(after, step.workflow_state.current_task_state, by)
    return after


def publish_cleared(*, example: ExamplePage, revision_id: int, by: User) -> None:
    """Show `example` to all leaders, or plan it for its day: what the approval of its last step means, in the
    transaction of the decision. Raises AlreadyDone, NotCleared."""
    changes = {"state": ExampleState.PLANNED, "cleared_by": by, "cleared_at": timezone.now(), "superseded_by": None}
    if not ExamplePage.objects.filter(pk=example.pk, state=ExampleState.PROPOSED).update(**changes):
        raise AlreadyDone(_("Somebody else changed the example first. Look at it again."))
    current = ExamplePage.objects.select_related("unit", "proposed_by", "cleared_by").get(pk=example.pk)
    audit.record("example.cleared", current, by=by, unit_id=current.unit_id)
    # Without a day Wagtail publishes at once, and its signal begins to show it; with one it notes the day.
    Revision.objects.get(pk=revision_id).publish(user=by, skip_permission_checks=True)
    if current.go_live_at is not None:
        notify_planned(current)
