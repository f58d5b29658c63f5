"""An objection is upheld: the item stays hidden."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from foundation import audit
from media.enums import ObjectionDecision
from media.privacy.objection import Objection


def uphold_objection(*, objection: Objection, by: Any) -> Objection:
    """Notes the decision, once. Whether `by` may is decided by the verb that calls this."""
    with transaction.atomic():
        decided = (
            Objection.objects.undecided()
            .filter(pk=objection.pk)
            .update(decision=ObjectionDecision.UPHELD, decided_at=timezone.now(), decided_by=by)
        )
        if decided:
            audit.record("objection.upheld", objection, by=by, page=objection.page_id)
    objection.refresh_from_db()
    return objection
