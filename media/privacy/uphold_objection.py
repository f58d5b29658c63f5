"""Uphold an objection: the item stays hidden."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.user import User
from foundation import audit
from foundation.forms.optimistic_lock import already_done
from media.enums import ObjectionDecision
from media.privacy.objection import Objection


def uphold_objection(*, objection: Objection, by: User) -> Objection:
    """Record the decision. The calling action checks whether `by` may. Raises AlreadyDone."""
    with transaction.atomic():
        decided = (
            Objection.objects.undecided()
            .filter(pk=objection.pk)
            .update(decision=ObjectionDecision.UPHELD, decided_at=timezone.now(), decided_by=by)
        )
        if not decided:
            raise already_done(objection, gettext("the objection is decided"))
        audit.record("objection.upheld", objection, by=by, evidence=objection.evidence_id)
    objection.refresh_from_db()
    return objection
