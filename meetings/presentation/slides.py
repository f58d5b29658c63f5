"""Build the slides that show one contribution."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from wagtail.blocks import BoundBlock

from media.media_item import MediaItem
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.reading import parts_of
from meetings.figures.charts.chart_component import component_arguments
from meetings.figures.charts.size import NARROW, PROJECTOR
from meetings.presentation import keys
from meetings.presentation.omissions import Omissions
from meetings.presentation.split_text import split_block

#: How many blocks that stand together share a slide; of other parts one.
BLOCKS_PER_SLIDE = {"photos": 2, "documents": 4}


@dataclass(frozen=True)
class ShownBlock:
    """A bound block, rendered by its own template; `key` names the file it shows, if any."""

    bound: BoundBlock
    key: str = ""

    @property
    def recording(self) -> MediaItem | None:
        """The sound recording of the block, if it has one: its name and transcript are shown, as there is no
        picture."""
        item = getattr(self.bound.value, "item", None)
        return item if item is not None and item.spec.is_audio else None

    @property
    def chart(self) -> dict[str, object]:
        """Arguments of the component `chart`, drawn for the projector; empty for blocks without a chart."""
        data = getattr(self.bound.value, "chart_data", None)
        if data is None:
            return {}
        drawn = component_arguments(data, key=f"projector-{self.bound.value['dataset'].pk}", sizes=(PROJECTOR, NARROW))
        return {**drawn, **self.bound.value.table}


@dataclass(frozen=True)
class Slide:
    """`kind` is "opening", "delimitation", "item", "statement", "also", "closing", or the part of the contribution
    shown.

    `entry` is the Delimitation, or the agenda item of item slides and the closing slide, and `asks` says whether its
    questions are shown. `texts` are the labels and texts of a statement. `part` and `parts` count the slides of one
    contribution, `place` and `total` those of the presentation.
    """

    kind: str
    title: str
    kicker: str = ""
    key: str = ""
    blocks: Sequence[ShownBlock] = field(default=())
    texts: Sequence[tuple[str, str]] = field(default=())
    entry: object = None
    asks: bool = True
    part: int = 1
    parts: int = 1
    place: int = 0
    total: int = 0

    @property
    def previous(self) -> str:
        """The anchor of the previous slide; for the first one, that of the start page."""
        return f"#side-{self.place - 1}" if self.place > 1 else "#start"

    @property
    def next(self) -> str:
        """The anchor of the next slide; empty on the last."""
        return f"#side-{self.place + 1}" if self.place < self.total else ""

    @property
    def is_first_part(self) -> bool:
        return self.part == 1


def slides_of(evidence: Evidence, *, confidential: Callable[[], bool], left_out: Omissions) -> list[Slide]:
    """Return all slides of the contribution that may be shown.

    `confidential()` says whether everybody present may see confidential figures; if not, a contribution with such
    figures is left out as a whole, since its title and text may disclose them.
    """
    if any(block.value["dataset"].is_confidential for block in figures_of(evidence)) and not confidential():
        left_out.confidential += 1
        return []
    groups: list[tuple[str, list[ShownBlock]]] = []
    for part, together_in_body in () if evidence.is_hidden else parts_of(evidence):
        blocks = [found for bound in together_in_body for found in _shown(bound, left_out)]
        together = BLOCKS_PER_SLIDE.get(part, 1)
        groups += [(part, blocks[start : start + together]) for start in range(0, len(blocks), together)]
    kicker = " · ".join(
        str(words) for words in (EvidenceKind(evidence.kind).label, evidence.get_perspective_display()) if words
    )
    return [
        Slide(
            kind=kind, title=evidence.title, kicker=kicker, key=keys.of_evidence(evidence.pk), blocks=blocks,
            part=number, parts=len(groups),
        )
        for number, (kind, blocks) in enumerate(groups, start=1)
    ]  # fmt: skip


def figures_of(evidence: Evidence) -> list[BoundBlock]:
    """Return the figures blocks whose dataset was not deleted."""
    return [block for block in evidence.body if block.block_type == "figures" and block.value["dataset"] is not None]


def _shown(bound: BoundBlock, left_out: Omissions) -> Iterator[ShownBlock]:
    value = bound.value
    if hasattr(value, "is_shown"):
        if value.is_shown:
            yield ShownBlock(bound, keys.of_file(value.item.key))
        else:
            left_out.file(value.item)
    else:
        yield from (ShownBlock(part) for part in split_block(bound))
