"""A draft that was made because a file was chosen, and in which nothing is left, goes by itself."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.user import User
from media.media_item import MediaItem
from media.models import Upload
from meetings.evidence.contribution.delete_draft import delete_draft
from meetings.evidence.contribution.titles import own_title
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.pages import EvidencePage


def delete_if_empty(*, evidence: EvidencePage, by: User) -> bool:
    """Whether it was empty, and is gone. A draft with a word, a file, a figure or a fact that somebody gave it stays,
    and so does one that a file is on its way to. Raises NotAllowed.
    """
    with transaction.atomic():
        current = EvidencePage.objects.select_for_update(of=("self",)).filter(pk=evidence.pk).first()
        if current is None:
            return True
        if not is_empty(current):
            return False
        delete_draft(evidence=current, by=by)
    return True


def is_empty(evidence: EvidencePage) -> bool:
    """Nothing in it but what the form was opened with: its kind, the agenda item and the line of the data plan."""
    return not (has_something(evidence) or _has_files(evidence))


def has_something(evidence: Any) -> bool:
    """Words, files, figures or facts, as the row tells without a query; or it is no draft any more."""
    return bool(
        evidence.was_ever_shared
        or evidence.withdrawn_at
        or evidence.body.raw_data
        or own_title(evidence)
        or evidence.source
        or evidence.purpose
        or evidence.consent_note
        or evidence.legal_basis
        or evidence.initiative_id
        or evidence.goal_id
        or evidence.perspective != _given_perspective(evidence)
    )


def _given_perspective(evidence: Any) -> str:
    given = spec_of(evidence.kind).perspective
    return given or (evidence.slot.perspective if evidence.slot_id and evidence.perspective else "")


def _has_files(evidence: EvidencePage) -> bool:
    """Files without a place yet, and those that are being sent."""
    if Upload.objects.filter(page=evidence.pk).under_way(timezone.now()).exists():
        return True
    return MediaItem.objects.of_page(evidence).exists()
