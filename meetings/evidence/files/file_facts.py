"""Facts about each file of a piece of evidence: who can see it now, its legal basis and date of deletion, possible
actions.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from media.enums import DepictsChildren, LegalBasis
from media.media_item import MediaItem
from media.privacy.objection import Objection
from media.privacy.retention_days import latest_date
from meetings.evidence.body import PlacedFile
from meetings.evidence.files.load_media import media_items_of
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_url_kwargs
from meetings.evidence.retention.archive import archived_until, pieces_archived_until
from meetings.evidence.sharing.who_can_see import Viewers, who_can_see_files
from meetings.units import access


@dataclass(frozen=True)
class FileFacts:
    """One file, for those who gather and those who register objections. URLs are "" for what the person may not do."""

    name: str
    item: MediaItem
    audience: Viewers
    basis: str
    children: str
    kept_until: date | None
    objection_url: str
    objections: list[str]

    @property
    def is_hidden(self) -> bool:
        return self.item.is_withdrawn


@dataclass(frozen=True)
class PieceFacts:
    """The same facts about the contribution itself. `children` is empty while nobody has answered it."""

    basis: str
    children: str
    kept_until: date | None
    keep_url: str


def piece_facts(evidence: Evidence, user: AnyUser) -> PieceFacts | None:
    """Return the facts about the contribution; None for plain readers."""
    if not _answers_for(evidence, user):
        return None
    last = latest_date(evidence)
    keeps = (
        evidence.delete_after is not None
        and evidence.delete_after < last
        and not evidence.is_hidden
        and access.of(user).may(Right.SHARE_EVIDENCE, evidence.unit)
    )
    return PieceFacts(
        basis=str(LegalBasis(evidence.legal_basis).label) if evidence.legal_basis else "",
        children=str(DepictsChildren(evidence.depicts_children).label) if evidence.legal_basis else "",
        kept_until=pieces_archived_until([evidence]).get(evidence.pk),
        keep_url=reverse("keep_piece_longer", kwargs=evidence_url_kwargs(evidence)) if keeps else "",
    )


def _answers_for(evidence: Evidence, user: AnyUser) -> bool:
    person = access.of(user)
    return person.may(Right.TAKE_OBJECTION, evidence.unit) or person.may(Right.SEE_DRAFT_EVIDENCE, evidence.unit)


def file_facts(evidence: Evidence, user: AnyUser) -> list[FileFacts]:
    """Return the facts about each file; empty for plain readers. The number of queries does not grow with the files."""
    person = access.of(user)
    takes = person.may(Right.TAKE_OBJECTION, evidence.unit)
    if not _answers_for(evidence, user):
        return []
    files = media_items_of(evidence)
    if not files:
        return []
    audiences = who_can_see_files(evidence, [item for _placed, item in files])
    kept = archived_until([item for _placed, item in files])
    open_ones: dict[UUID | None, list[str]] = {}
    if takes:
        for pk, key in Objection.objects.filter(evidence=evidence.pk).values_list("pk", "item_key"):
            open_ones.setdefault(key, []).append(reverse("objection", args=[pk]))
    where = evidence_url_kwargs(evidence)
    names = neutral_names(files)
    return [
        FileFacts(
            name=names[item.key],
            item=item,
            audience=audiences[item.key],
            basis=str(LegalBasis(item.legal_basis).label) if item.legal_basis else "",
            children=str(DepictsChildren(item.depicts_children).label),
            kept_until=kept.get(item.key),
            objection_url=reverse("objection_to_file", kwargs={**where, "key": item.key})
            if takes and not item.is_withdrawn and not evidence.is_hidden
            else "",
            objections=open_ones.get(item.key, []),
        )
        for _placed, item in files
    ]


def neutral_names(files: list[tuple[PlacedFile, MediaItem]]) -> dict[UUID, str]:
    """Return neutral names by key ("Photo 2", "The film") that do not tell what is shown."""
    counts: Counter[str] = Counter()
    names = {}
    for _placed, item in files:
        counts[item.kind] += 1
        values = {"what": item.get_kind_display().capitalize(), "number": counts[item.kind]}
        names[item.key] = _("%(what)s %(number)s") % values
    return names
