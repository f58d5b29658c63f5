"""Share a piece of evidence with the meeting."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import already_done
from media.enums import Audience
from meetings.evidence.contribution.open_for_evidence import require_open
from meetings.evidence.evidence_versions import bump_evidence_version, save_evidence_revision
from meetings.evidence.figures.change_figures import dataset_of_evidence
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_share
from meetings.evidence.sharing.readiness import EvidenceNotReady, missing_before_sharing
from meetings.evidence.signals import evidence_shared
from meetings.figures.raise_minimum import raise_minimum_of_linked
from meetings.meeting.enums import MeetingState
from meetings.meeting.states.begin_preparation import begin_preparation


def share_evidence(*, evidence: Evidence, expected_version: int, by: User, today: date) -> Evidence:
    """Make it visible to the meeting's audience from the next request on; a convened meeting then is in preparation.

    `expected_version` is the version that was looked at, so that nobody shares what somebody else has just changed.
    Raises NotAllowed, EvidenceWithdrawn, GatheringIsOver, ChangedMeanwhile, EvidenceNotReady, AlreadyDone.
    """
    if not may_share(by, evidence):
        raise NotAllowed(_("The leaders of the unit share with the meeting. They can see your draft."))
    require_open(evidence)
    with transaction.atomic():
        if Evidence.objects.filter(pk=evidence.pk).exclude(audience=Audience.UNIT).exists():
            raise already_done(evidence, _("it is shared"))
        current = bump_evidence_version(evidence, expected_version)
        missing = missing_before_sharing(current, today=today)
        if missing:
            raise EvidenceNotReady(missing)
        current.audience = Audience.MEETING
        current.shared_at = timezone.now()
        current.shared_by = by
        current.unshare_reason = ""
        save_evidence_revision(current, by=by)
        if (dataset := dataset_of_evidence(current)) is not None:
            raise_minimum_of_linked(dataset, by=by)
        if current.meeting.state == MeetingState.INVITED:
            begin_preparation(meeting=current.meeting, by=by)
        audit.record("evidence.shared", current, by=by, unit_id=current.unit_id, meeting=current.meeting_id)
        evidence_shared.send(Evidence, evidence=current, by=by)
    return current
