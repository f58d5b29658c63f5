"""Hide a whole piece of evidence or show it again, according to its open objections."""

from accounts.user import User
from media.enums import Audience, ObjectionKind
from media.privacy.objection import Objection
from meetings.evidence.evidence_versions import save_evidence_revision
from meetings.evidence.models import Evidence
from meetings.evidence.signals import evidence_hidden, evidence_shown_again


def sync_hidden_evidence(current: Evidence, *, by: User) -> None:
    """Update `current` after an objection about the whole of it was registered or closed.

    `current` must be locked with `bump_evidence_version`; call it inside the transaction of the action.
    """
    whole = Objection.objects.open().filter(evidence=current.pk, item_key=None).order_by("registered_at", "pk")
    first = whole.first()
    if first is not None and current.withdrawn_at is None:
        _hide(current, first, by)
    elif first is not None and current.withdrawn_kind != first.kind:
        current.withdrawn_kind = first.kind
        current.save()
    elif first is None and current.withdrawn_at is not None:
        _show(current, by)


def _hide(current: Evidence, objection: Objection, by: User) -> None:
    current.audience_when_hidden = current.audience
    current.audience = Audience.UNIT
    current.withdrawn_at = objection.registered_at
    current.withdrawn_kind = objection.kind
    # Colleagues may read the unit's own reason; what a parent said is only for those who decide.
    current.unshare_reason = objection.reason if objection.kind == ObjectionKind.UNIT else ""
    current.save()
    evidence_hidden.send(Evidence, evidence=current, by=by)


def _show(current: Evidence, by: User) -> None:
    """Restore the former audience, except the leader forum, which needs a new decision."""
    was_shared = current.audience_when_hidden in (Audience.MEETING, Audience.LEADER_FORUM)
    current.audience = Audience.MEETING if was_shared else Audience.UNIT
    current.audience_when_hidden = ""
    current.withdrawn_at = None
    current.withdrawn_kind = ""
    current.unshare_reason = ""
    save_evidence_revision(current, by=by)
    evidence_shown_again.send(Evidence, evidence=current, by=by)
