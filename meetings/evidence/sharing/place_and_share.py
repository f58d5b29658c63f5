"""Place, describe and share a piece of evidence at once."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.user import User
from media.privacy.set_privacy import PrivacyAnswers
from meetings.evidence.contribution.save_evidence import EvidenceFacts, save_evidence
from meetings.evidence.files.file_descriptions import Description
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.share_evidence import share_evidence


def place_and_share(
    *,
    evidence: Evidence,
    expected_version: int,
    by: User,
    today: date,
    about: EvidenceFacts,
    media: Mapping[UUID, Description],
    privacy: PrivacyAnswers,
) -> Evidence:
    """Save what is said and share it with the meeting, or do neither. Raises what `save_evidence` and `share_evidence`
    raise.
    """
    with transaction.atomic():
        saved = save_evidence(
            evidence=evidence,
            expected_version=expected_version,
            by=by,
            today=today,
            about=about,
            media=media,
            privacy=privacy,
        )
        return share_evidence(evidence=saved, expected_version=saved.version, by=by, today=today)
