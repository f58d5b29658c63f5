"""Evidence as cards for lists: many pieces with their first picture and first words, in a constant number of
queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from media.kinds.registry import SPECS
from media.media_item import MediaItem
from meetings.evidence.body import files_in, plain_text
from meetings.evidence.contribution.delete_empty_draft import has_something
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.files.load_media import load_items
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.who_can_see import Viewers, who_can_see
from meetings.template.enums import Perspective

EXTRACT_LENGTH = 120  # about two lines of text


@dataclass(frozen=True)
class EvidenceCard:
    """One piece of evidence as shown in a list. `picture_url` is empty when no picture can be shown now."""

    evidence: Evidence
    url: str
    kind: str
    icon: str
    title: str
    extract: str
    perspective: str
    picture_url: str
    picture_alt: str
    count: str
    hidden: str
    #: In words, when a file is not ready yet or was refused.
    files_state: str
    by: str
    audience: Viewers
    #: A draft with nothing in it, and where it is deleted; empty for those who may not.
    is_empty: bool = False
    remove_url: str = ""

    @property
    def meta(self) -> str:
        """Line with the number of photos, hidden files, files in preparation, who added it, and if at the meeting."""
        added = _("added at the meeting") if self.evidence.is_added_at_meeting else ""
        return " · ".join(part for part in (self.count, self.hidden, self.files_state, self.by, added) if part)

    @property
    def is_draft(self) -> bool:
        return not self.evidence.is_shared

    @property
    def handed_in_at(self) -> datetime | None:
        return self.evidence.handed_in_at if self.is_draft else None

    @property
    def is_withdrawn(self) -> bool:
        return self.evidence.is_hidden


def cards_of(pieces: Iterable[Evidence], *, today: date) -> list[EvidenceCard]:
    """Return the cards in the order of `pieces`, which come with owner, unit and meeting loaded. One query for their
    files."""
    found = list(pieces)
    placed = {evidence.pk: files_in(evidence.body) for evidence in found}
    rows = load_items(file for files in placed.values() for file in files)
    cards = []
    for evidence in found:
        items = [rows.get(file.pk) for file in placed[evidence.pk]]
        shown = [item for item in items if item is not None and item.is_shown_on(today)]
        hidden = sum(item is not None and item.is_withdrawn for item in items)
        is_hidden = evidence.is_hidden
        state = "" if is_hidden else _state_of(item for item in items if item is not None)
        cards.append(_card(evidence, [] if is_hidden else shown, len(placed[evidence.pk]), hidden, state))
    return cards


def _card(evidence: Evidence, items: list[MediaItem], files: int, hidden: int, files_state: str) -> EvidenceCard:
    picture_url, picture_alt = _first_picture(items)
    withdrawn = evidence.is_hidden
    return EvidenceCard(
        evidence=evidence,
        url=evidence.get_url(),
        kind=str(EvidenceKind(evidence.kind).label),
        icon=spec_of(evidence.kind).icon,
        title=_("Withdrawn") if withdrawn else evidence.title,
        extract="" if withdrawn else _extract(evidence),
        perspective=str(Perspective(evidence.perspective).label) if evidence.perspective else "",
        picture_url=picture_url,
        picture_alt=picture_alt,
        count=_count(evidence, files),
        hidden=ngettext("%(count)s file is hidden", "%(count)s files are hidden", hidden) % {"count": hidden}
        if hidden
        else "",
        files_state=files_state,
        by=evidence.owner.get_full_name() if evidence.owner else "",
        audience=who_can_see(evidence),
        is_empty=not has_something(evidence),
    )


def _count(evidence: Evidence, files: int) -> str:
    """How many photos, where there are several; empty for what is not counted."""
    medium = spec_of(evidence.kind).medium
    return str(SPECS[medium].counted % {"count": files}) if medium and files > 1 else ""


def _state_of(items: Iterable[MediaItem]) -> str:
    """Return a text about refused files, else about files in preparation, else ""."""
    files = [item for item in items if not item.is_withdrawn]
    if refused := sum(item.is_refused for item in files):
        return ngettext("%(count)s file was refused", "%(count)s files were refused", refused) % {"count": refused}
    if waiting := sum(item.is_under_way for item in files):
        return ngettext("%(count)s file is being prepared", "%(count)s files are being prepared", waiting) % {
            "count": waiting
        }
    return ""


def _extract(evidence: Evidence) -> str:
    """Return the first words, without those the title already contains."""
    text = plain_text(evidence.body)
    if text.startswith(evidence.title):
        text = text[len(evidence.title) :].lstrip(" .!?…")
    return Truncator(text).chars(EXTRACT_LENGTH, truncate=" …")


def _first_picture(items: list[MediaItem]) -> tuple[str, str]:
    for item in items:
        if url := item.card_url:
            return url, item.picture_alt
    return "", ""
