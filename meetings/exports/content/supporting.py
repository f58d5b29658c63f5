"""What approved minutes rest on: the figures and pictures that were shared with the meeting, as far as they are shown.

Hidden, withdrawn and expired items are left out, whoever asks.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.text.notation import Run
from media.enums import Audience, DepictsChildren, LegalBasis
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.protected import ProtectedModel
from meetings.evidence.body import PlacedFile, figures_in, files_in
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.exports.content.charts import chart_of, table_of
from meetings.exports.content.document import Block, Line, Picture
from meetings.exports.enums import MinutesPart
from meetings.figures.models import Dataset
from meetings.meeting.pages import MeetingPage
from meetings.units import access

#: The rendition that a document shows: 960 pixels are enough for half a page of paper.
RENDITION = "card"


@dataclass(frozen=True)
class PlacedItem:
    """A file where it stands in a piece of evidence."""

    piece: Evidence
    placed: PlacedFile
    item: MediaItem

    def __str__(self) -> str:
        return _("%(kind)s in “%(title)s”") % {"kind": self.item.spec.name, "title": self.piece.title}

    @property
    def shows_people(self) -> bool:
        return may_show_people(self.item)


@dataclass(frozen=True)
class SupportingEvidence:
    """The pieces that `reader` may see, with their files by primary key. Without a reader those of the meeting."""

    pieces: tuple[Evidence, ...]
    items: dict[int, MediaItem]
    datasets: dict[int, Dataset]

    @classmethod
    def for_reader(cls, meeting: MeetingPage, reader: User | None) -> "SupportingEvidence":
        """Three queries, whatever the number of pieces."""
        rows = Evidence.objects.all() if reader is None else access.visible_to(reader, Evidence)
        rows = rows.filter(with_visible_text(), meeting=meeting).exclude(audience=Audience.UNIT)
        pieces = tuple(rows.order_by("shared_at", "pk"))
        numbers = {file.pk for piece in pieces for file in files_in(piece.body)}
        items = MediaItem.objects.shown_on(timezone.localdate()).in_bulk(numbers) if numbers else {}
        shown = {one.pk for piece in pieces for one in figures_in(piece.body)}
        owned = Dataset.objects.filter(evidence__in=pieces).select_related("type")
        return cls(pieces, items, owned.in_bulk(shown) if shown else {})

    def placed(self, kind: MediaKind | None = None) -> list[PlacedItem]:
        """The files in reading order; those of other evidence that a body names are left out."""
        return [
            PlacedItem(piece, file, item)
            for piece in self.pieces
            for file in files_in(piece.body)
            if (item := self.items.get(file.pk)) is not None
            and item.evidence_id == piece.pk
            and kind in (None, item.kind)
        ]


def figures(supporting: SupportingEvidence) -> list[Block]:
    """Return each set of figures as a chart with its numbers, or as a table where no chart was chosen or none suits."""
    return [
        chart_of(supporting.datasets[shown.pk], shown) or table_of(supporting.datasets[shown.pk])
        for piece in supporting.pieces
        for shown in figures_in(piece.body)
        if shown.pk in supporting.datasets
    ]


def pictures(supporting: SupportingEvidence, *, with_people: bool) -> list[Block]:
    return [
        picture
        for one in supporting.placed(MediaKind.IMAGE)
        if one.shows_people == with_people and (picture := picture_of(one)) is not None
    ]


@dataclass(frozen=True)
class IncludedEvidence:
    """The evidence that a document holds, and the keys of those of its files that are in it."""

    pieces: tuple[Evidence, ...] = ()
    files: frozenset[UUID] = frozenset()


def held_by(supporting: SupportingEvidence, parts: frozenset[MinutesPart]) -> IncludedEvidence:
    """Return what a document with these parts holds, for the record of what was sent."""
    chosen = {False: MinutesPart.PICTURES in parts, True: MinutesPart.RECOGNISABLE in parts}
    shown = [one for one in supporting.placed(MediaKind.IMAGE) if chosen[one.shows_people]]
    pieces = {one.piece.pk for one in shown}
    if MinutesPart.FIGURES in parts:
        pieces |= {dataset.evidence_id for dataset in supporting.datasets.values()}
    held = tuple(piece for piece in supporting.pieces if piece.pk in pieces)
    return IncludedEvidence(held, frozenset(one.item.key for one in shown))


def picture_of(one: PlacedItem) -> Picture | None:
    return picture_bytes(one.item, one.placed.caption or one.piece.title)


def picture_bytes(item: MediaItem, caption: str) -> Picture | None:
    """Return the picture as its own bytes; None where the store has lost the file."""
    file = item.stored_file(RENDITION)
    if file is None or not default_storage.exists(file.path):
        return None
    with default_storage.open(file.path, "rb") as stored:
        content = stored.read()
    return Picture(content, file.extension, item.alt_text or caption, caption)


def may_show_people(thing: ProtectedModel) -> bool:
    """Return whether somebody may be recognised in the file, or in the text of the contribution: only what was said to
    show no person counts as showing none. Figures count people, and small numbers in them are suppressed."""
    counts = isinstance(thing, Evidence) and thing.kind == EvidenceKind.FIGURES
    return thing.depicts_children == DepictsChildren.IDENTIFIABLE or (
        thing.legal_basis != LegalBasis.NO_PERSONS and not counts
    )


def appendix(supporting: SupportingEvidence) -> list[Line]:
    """Return each piece by its title and kind."""
    return [(Run(piece.title, bold=True), Run(f" · {EvidenceKind(piece.kind).label}")) for piece in supporting.pieces]
