"""Clear an example for all leaders."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusals
from media.enums import Audience
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.confidentiality import require_not_confidential
from meetings.forum.chosen_media import require_still_allowed
from meetings.forum.enums import ExampleState
from meetings.forum.example_versions import ActedMeanwhile, take_example_version
from meetings.forum.notifications import notify_cleared, notify_waiting
from meetings.forum.pages import ExamplePage
from meetings.moderation.decide_step import decide_step
from meetings.moderation.enums import Decision
from meetings.moderation.start_moderation import current_step
from meetings.units import access


def clear_example(*, example: ExamplePage, seen: int, by: User) -> ExamplePage:
    """Approve the step at which a PROPOSED example waits, after checking every photo and film again. The last step
    moves it to CLEARED. For the head of area and editors.

    Raises NotAllowed, OwnSubmission, NotForTheForum, ConfidentialFigures, AlreadyDecided, ActedMeanwhile; then nothing
    is shown.
    """
    if not access.of(by).may(Right.CLEAR_EXAMPLE, example.unit):
        raise NotAllowed(_("The chef of the area or an editor clears examples."))
    with transaction.atomic():
        current = take_example_version(example, seen=seen, states=(ExampleState.PROPOSED,))
        wrong = Refusals()
        with wrong.collect():
            require_still_allowed(current)
        with wrong.collect():
            require_not_confidential(current.evidence)
        wrong.raise_any()
        step = current_step(current, by=by)
        decide_step(page=current, step=step, decision=Decision.APPROVED, seen=str(seen), by=by)
        after = ExamplePage.objects.select_related("unit").get(pk=current.pk)
        if after.state == ExampleState.PROPOSED:
            audit.record("example.passed_on", after, by=by, unit_id=after.unit_id)
            notify_waiting(after, step.workflow_state.current_task_state, by)
    return after


def publish_cleared(*, example: ExamplePage, revision_id: int, by: User) -> None:
    """Show `example` to all leaders: what the approval of its last step means, in the transaction of the decision."""
    changes = {"state": ExampleState.CLEARED, "cleared_by": by, "cleared_at": timezone.now()}
    if not ExamplePage.objects.filter(pk=example.pk, state=ExampleState.PROPOSED).update(**changes):
        raise ActedMeanwhile(_("Somebody else changed the example first. Look at it again."))
    Revision.objects.get(pk=revision_id).publish(user=by, skip_permission_checks=True)
    current = ExamplePage.objects.select_related("unit", "proposed_by", "cleared_by").get(pk=example.pk)
    if current.media and current.evidence_id:
        Evidence.objects.filter(pk=current.evidence_id).update(audience=Audience.LEADER_FORUM)
    audit.record("example.cleared", current, by=by, unit_id=current.unit_id)
    notify_cleared(current)
