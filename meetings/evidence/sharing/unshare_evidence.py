"""Take a piece of evidence back from the meeting, so that it is a draft of the unit again, to be handed in anew."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, ReasonMissing, Refusal
from foundation.forms.optimistic_lock import already_done
from media.enums import Audience
from meetings.evidence.contribution.open_for_evidence import require_unseen
from meetings.evidence.evidence_versions import bump_evidence_version
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_share
from meetings.evidence.signals import evidence_hidden


class EvidenceUsedInForum(Refusal):
    """An example in the leader forum uses it."""


def unshare_evidence(*, evidence: Evidence, reason: str, by: User) -> Evidence:
    """Hide it from the meeting from the next request on; colleagues can read the reason on the draft.

    Raises NotAllowed, ReasonMissing, GatheringIsOver (what a held meeting has seen is withdrawn instead, which leaves a
    placeholder), EvidenceUsedInForum, AlreadyDone.
    """
    if not may_share(by, evidence):
        raise NotAllowed(_("The leaders of the unit decide what the meeting sees."))
    if not reason.strip():
        raise ReasonMissing(_("Write why, so that your colleagues know what to change."), field="reason")
    require_unseen(evidence)
    with transaction.atomic():
        current = bump_evidence_version(evidence, None)
        if not current.is_shared:
            raise already_done(current, _("it is not shared"))
        if current.audience == Audience.LEADER_FORUM:
            raise EvidenceUsedInForum(
                _("An example in the leader forum rests on it. Have the example taken down first.")
            )
        current.audience = Audience.UNIT
        current.handed_in_at = None
        current.unshare_reason = reason.strip()[:300]
        current.save()
        audit.record("evidence.unshared", current, by=by, unit_id=current.unit_id, meeting=current.meeting_id)
        evidence_hidden.send(Evidence, evidence=current, by=by)
    return current
