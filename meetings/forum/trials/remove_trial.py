"""Remove what a unit says of an example."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser, User
from foundation import audit
from foundation.errors import NotAllowed
from meetings.forum.trials.models import Trial
from meetings.units import access


def may_remove_trial(user: AnyUser, trial: Trial) -> bool:
    """Return whether the user may: the leaders who wrote it, and those who clear the example. `trial` comes with its
    unit and example."""
    person = access.of(user)
    return person.may(Right.PROPOSE_EXAMPLE, trial.unit) or person.may(Right.CLEAR_EXAMPLE, trial.example.unit)


def remove_trial(*, trial: Trial, by: User) -> None:
    """Nothing of it stays. Raises NotAllowed."""
    if not may_remove_trial(by, trial):
        raise NotAllowed(_("The unit's own leaders, the head of the area or an editor remove it."))
    with transaction.atomic():
        audit.record("example.trial_removed", trial.example, by=by, unit_id=trial.unit_id)
        Trial.objects.filter(pk=trial.pk).delete()
