"""What a leader is offered for what is handed in: the usual answers where nobody has given any."""

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from foundation.text.notation import to_plain
from media.enums import LegalBasis
from media.media_item import MediaItem
from media.privacy.set_privacy import PrivacyAnswers
from media.protected import PRIVACY_FIELDS, ProtectedModel
from meetings.evidence.body import answers_in
from meetings.evidence.files.file_descriptions import Description
from meetings.evidence.files.media_forms import usual_purpose
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.readiness import missing_before_sharing

#: As long as the column `alt_text`.
MAX_ALT_TEXT_LENGTH = 250

#: One answer about persons, so that a changed basis never passes silently over an answer about children.
ANSWERED_TOGETHER = {"depicts_children", "legal_basis", "consent_note"}


@dataclass(frozen=True)
class Proposal:
    """`evidence` with its files in reading order, as stored, and what is proposed for them."""

    evidence: Evidence
    items: list[MediaItem]

    @property
    def to_describe(self) -> list[MediaItem]:
        """Files that need an alternative text before the meeting may see them."""
        return [item for item in self.items if "alt_text" in item.spec.required and not item.is_withdrawn]

    def alt_text(self, item: MediaItem) -> str:
        """The stored one, else what the giver said about the files."""
        shape = spec_of(self.evidence.kind)
        if item.alt_text or not shape.main:
            return item.alt_text
        return to_plain(answers_in(self.evidence.body, shape)["text"]).strip()[:MAX_ALT_TEXT_LENGTH]

    def privacy(self) -> dict[str, Any]:
        """The privacy fields, by the first file where there is one; the legal basis is the usual one until chosen."""
        first: ProtectedModel = self.items[0] if self.items else self.evidence
        basis = first.legal_basis or LegalBasis.PUBLIC_TASK.value
        answers = {name: getattr(first, name) for name in PRIVACY_FIELDS if name != "purpose"}
        return {**answers, "legal_basis": basis, "delete_after": self.evidence.delete_after or first.delete_after}

    def missing(self, today: date) -> list[str]:
        """Return what is missing although the proposal is taken as it is."""
        items = [copy.copy(item) for item in self.items]
        evidence = copy.copy(self.evidence)
        for item in items:
            item.alt_text = self.alt_text(item)
        for thing in (evidence, *items):
            thing.legal_basis = thing.legal_basis or LegalBasis.PUBLIC_TASK
        return [one.text for one in missing_before_sharing(evidence, today=today, items=items)]

    def answers(
        self, values: dict[str, object], changed: Iterable[str], alt_texts: dict[UUID, str]
    ) -> tuple[dict[UUID, Description], PrivacyAnswers]:
        """Return what to save of the files, by key, and of the evidence itself.

        `values`: the answers about privacy, of which those in `changed` are for everything; the others fill in what is
        empty. `alt_texts`: by the key of the file.
        """
        given = set(changed)
        if given & ANSWERED_TOGETHER:
            given |= ANSWERED_TOGETHER
        media = {
            item.key: Description(
                **_privacy_answers(item, values, given),
                alt_text=alt_texts.get(item.key),
            )
            for item in self.items
            if not item.is_refused
        }
        return media, PrivacyAnswers(**_privacy_answers(self.evidence, values, given))


def _privacy_answers(row: ProtectedModel, values: dict[str, object], changed: set[str]) -> dict[str, Any]:
    answers = {name: values[name] for name in values if name in changed or not getattr(row, name)}
    return answers if row.purpose else {**answers, "purpose": usual_purpose()}
