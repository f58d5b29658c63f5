"""Save texts and facts of a piece of evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusals
from media.privacy.set_privacy import PrivacyAnswers, write_privacy
from meetings.data_plan.models import DataPlanLine
from meetings.evidence.body import set_body, with_answers
from meetings.evidence.contribution.open_for_evidence import require_open
from meetings.evidence.contribution.story_pieces import StoryPiece, with_pieces
from meetings.evidence.contribution.titles import own_title, suggested_title
from meetings.evidence.evidence_versions import bump_evidence_version, save_evidence_revision
from meetings.evidence.files.file_descriptions import Description, save_descriptions
from meetings.evidence.files.load_media import items_by_key, media_items_of
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_edit
from meetings.evidence.retention.text_privacy import limit_file_retention
from meetings.evidence.sharing.readiness import EvidenceNotReady, missing_before_sharing
from meetings.meeting.item import MeetingItem


@dataclass(frozen=True)
class EvidenceFacts:
    """The facts of a piece of evidence. An empty title is replaced by a suggested one."""

    title: str = ""
    item: MeetingItem | None = None
    perspective: str = ""
    initiative_id: int | None = None
    goal_id: int | None = None
    source: str = ""
    observed_on: date | None = None
    slot_id: int | None = None

    @classmethod
    def stored(cls, evidence: Evidence) -> "EvidenceFacts":
        """What `evidence` has now. Load its `item`."""
        return cls(
            title=own_title(evidence),
            item=evidence.item,
            perspective=evidence.perspective,
            initiative_id=evidence.initiative_id,
            goal_id=evidence.goal_id,
            source=evidence.source,
            observed_on=evidence.observed_on,
            slot_id=evidence.slot_id,
        )


def save_evidence(
    *,
    evidence: Evidence,
    expected_version: int,
    by: User,
    today: date,
    answers: Mapping[str, str] | None = None,
    pieces: Sequence[StoryPiece] | None = None,
    about: EvidenceFacts | None = None,
    media: Mapping[UUID, Description] | None = None,
    privacy: PrivacyAnswers | None = None,
) -> Evidence:
    """Save what is given and leave the rest: `answers`, the pieces of a story, facts, file descriptions by key
    (`media`), and the privacy of the text.

    `expected_version` is the version the writer read. Raises NotAllowed, EvidenceWithdrawn, GatheringIsOver,
    ChangedMeanwhile, DescriptionRefused, PrivacyRefused, EvidenceNotReady (for what is shared and would no longer be
    complete).
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    require_open(evidence)
    with transaction.atomic():
        current = bump_evidence_version(evidence, expected_version)
        wish = own_title(current) if about is None else about.title.strip()
        if answers is not None:
            set_body(current, with_answers(current.body, spec_of(current.kind), answers))
        if pieces is not None:
            numbers = {str(key): placed.pk for key, (placed, _item) in items_by_key(current).items()}
            set_body(current, with_pieces(current.body, pieces, numbers))
        if about is not None:
            _write_facts(current, about)
        current.title = (wish or suggested_title(current.kind, current.body, current.observed_on))[:255]
        wrong = Refusals()
        with wrong.collect():
            save_descriptions(current, media or {}, by=by, today=today)
        if privacy is not None:
            with wrong.collect():
                write_privacy(current, privacy, today=today)
        wrong.raise_any()
        if media is not None or privacy is not None:
            limit_file_retention(current, [item for _placed, item in media_items_of(current)])
        if current.is_shared and (missing := missing_before_sharing(current, today=today)):
            raise EvidenceNotReady(missing)  # shared evidence must stay complete
        save_evidence_revision(current, by=by)
        audit.record("evidence.saved", current, by=by, unit_id=current.unit_id, audience=current.audience)
    return current


def _write_facts(evidence: Evidence, about: EvidenceFacts) -> None:
    evidence.item = about.item
    evidence.perspective = about.perspective
    evidence.initiative_id = about.initiative_id
    evidence.goal_id = about.goal_id
    evidence.source = about.source.strip()
    evidence.observed_on = about.observed_on
    own_plan = DataPlanLine.objects.filter(meeting_id=evidence.meeting_id)
    evidence.slot = own_plan.filter(pk=about.slot_id).first() if about.slot_id is not None else None
