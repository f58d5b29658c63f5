"""Register an objection: from the next request on nobody can fetch the item."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal, Refusals
from media.enums import ObjectionDecision, ObjectionKind, Objector
from media.media_item import MediaItem
from media.privacy.objection import Objection
from media.privacy.sync_hidden_item import sync_hidden_item


class ObjectionRefused(Refusal):
    """The data of the objection contradict each other; `field` names the form field."""


@dataclass(frozen=True)
class ObjectionDetails:
    """What is known of the objection. No names anywhere."""

    kind: str
    objector: str = ""
    received_on: date | None = None
    reason: str = ""
    upheld: bool = False


def record_objection(
    *, evidence_id: int | None, item: MediaItem | None, details: ObjectionDetails, by: User, today: date
) -> Objection:
    """Register the objection and hide `item`, or without one everything that the evidence owns. Both happen or neither.
    `evidence_id` is None for an item of the editors' own.

    The unit's own wish has no objector and counts as decided. The calling action checks whether `by` may; packages that
    show the item elsewhere receive `media.signals.item_withdrawn`. Raises ObjectionRefused.
    """
    own = details.kind == ObjectionKind.UNIT
    wrong = Refusals()
    if details.kind not in ObjectionKind.values:
        wrong.add(ObjectionRefused(gettext("Say whether it is an objection or a withdrawn consent."), field="kind"))
    if not own and details.objector not in Objector.values:
        wrong.add(ObjectionRefused(gettext("Say what kind of person it came from."), field="objector"))
    if details.received_on is not None and details.received_on > today:
        wrong.add(ObjectionRefused(gettext("The day it was received can't be in the future."), field="received_on"))
    if item is not None and item.evidence_id != evidence_id:
        wrong.add(ObjectionRefused(gettext("The file is not part of this contribution.")))
    wrong.raise_any()
    now = timezone.now()
    decided = own or details.upheld
    with transaction.atomic():
        objection = Objection.objects.create(
            evidence_id=evidence_id,
            item_key=item.key if item is not None else None,
            item_kind=item.kind if item is not None else "",
            kind=details.kind,
            objector="" if own else details.objector,
            received_on=details.received_on or today,
            registered_at=now,
            registered_by=by,
            reason=details.reason.strip()[:300],
            decision=ObjectionDecision.UPHELD if decided else ObjectionDecision.PENDING,
            decided_at=now if decided else None,
            decided_by=by if decided else None,
        )
        audit.record(
            "objection.taken", objection, by=by, kind=details.kind, objector=objection.objector, evidence=evidence_id,
            item=str(item.key) if item is not None else "", received_on=str(objection.received_on), upheld=decided,
        )  # fmt: skip
        sync_hidden_item(evidence_id=evidence_id, item_key=objection.item_key, by=by)
    if item is not None:
        item.refresh_from_db()
    return objection
