"""Delete a draft automatically when it was created for a file upload and nothing is left in it."""

from django.db import transaction
from django.utils import timezone

from accounts.user import User
from media.media_item import MediaItem
from media.models import Upload
from meetings.evidence.contribution.delete_draft import delete_draft
from meetings.evidence.contribution.titles import own_title
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence


def delete_if_empty(*, evidence: Evidence, by: User) -> bool:
    """Delete the draft if it is empty. Return whether it is gone.

    A draft with text, a file, a figure or a fact that somebody filled in stays, as does one with an upload under way.
    Raises NotAllowed.
    """
    with transaction.atomic():
        current = Evidence.objects.select_for_update().filter(pk=evidence.pk).first()
        if current is None:
            return True
        if not is_empty(current):
            return False
        delete_draft(evidence=current, by=by)
    return True


def is_empty(evidence: Evidence) -> bool:
    """Return whether it holds nothing but what the form was opened with: kind, agenda item and data plan line."""
    return not (has_something(evidence) or _has_files(evidence))


def has_something(evidence: Evidence) -> bool:
    """Return whether the row itself, without a query, shows text, files, figures or facts, or that it is no longer a
    draft."""
    return bool(
        evidence.was_ever_shared
        or evidence.withdrawn_at
        or evidence.body
        or own_title(evidence)
        or evidence.source
        or evidence.purpose
        or evidence.consent_note
        or evidence.legal_basis
        or evidence.initiative_id
        or evidence.goal_id
        or evidence.perspective != _given_perspective(evidence)
    )


def _given_perspective(evidence: Evidence) -> str:
    given = spec_of(evidence.kind).perspective
    return given or (evidence.slot.perspective if evidence.perspective and evidence.slot else "")


def _has_files(evidence: Evidence) -> bool:
    """Return whether there are files that have no place in the body yet, or uploads under way."""
    if Upload.objects.filter(evidence=evidence.pk).under_way(timezone.now()).exists():
        return True
    return MediaItem.objects.of_evidence(evidence).exists()
