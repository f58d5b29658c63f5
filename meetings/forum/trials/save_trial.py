"""Say that one's unit has tried an example, and how it went."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, TextMissing
from foundation.forms.optimistic_lock import bump_version
from meetings.forum.listing import cleared_examples
from meetings.forum.pages import ExamplePage
from meetings.forum.trials.models import Trial
from meetings.forum.trials.notifications import notify_origin
from meetings.units import access
from meetings.units.pages import UnitPage


class TrialNotPossible(Refusal):
    """The example is the unit's own, or not shown any more."""


def save_trial(
    *, example: ExamplePage, unit: UnitPage, text: str, outcome: str = "", expected_version: int | None, by: User
) -> Trial:
    """Create what `unit` says of `example`, or change it; `expected_version` is what the form showed, None for a new
    one. The unit of origin is told of it, and of how it went.

    Raises NotAllowed, TrialNotPossible, TextMissing, ChangedMeanwhile.
    """
    if not access.of(by).may(Right.PROPOSE_EXAMPLE, unit):
        raise NotAllowed(_("The unit's leaders say what it has tried."))
    if not text.strip():
        raise TextMissing(_("Write a few lines on what you have tried."), field="text")
    with transaction.atomic():
        # Locked, so that of two leaders of the unit the second one finds the row of the first.
        fresh = cleared_examples().select_for_update(of=("self",)).filter(pk=example.pk).first()
        if fresh is None:
            raise TrialNotPossible(_("The example is not shown in the leader forum any more."))
        if fresh.unit_id == unit.pk:
            raise TrialNotPossible(_("It is your own example. Others say here that they have tried it."))
        row = Trial.objects.filter(example=fresh, unit=unit).first()
        told = bool(row and row.outcome)
        if row is None:
            row = Trial(example=fresh, unit=unit, written_by=by)
        else:
            row = bump_version(Trial.objects.filter(pk=row.pk), -1 if expected_version is None else expected_version)
        row.text, row.outcome = text.strip(), outcome.strip()
        row.outcome_at = (row.outcome_at or timezone.now()) if row.outcome else None
        is_new = row.pk is None
        row.save()
        audit.record("example.tried" if is_new else "example.trial_changed", fresh, by=by, unit_id=unit.pk)
        if is_new or (row.outcome and not told):
            notify_origin(row, by)
    return row
