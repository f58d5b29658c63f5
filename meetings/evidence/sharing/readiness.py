"""What a piece of evidence still lacks before it can be shared with the meeting."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from foundation.errors import Refusal
from media.enums import LegalBasis, MediaState
from media.kinds.registry import SPECS
from media.media_item import MediaItem
from meetings.evidence.body import figures_in, plain_text
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.figures.change_figures import dataset_of_evidence
from meetings.evidence.files.load_media import media_items_of
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.figures.linked_figures_messages import describe_linked_before_sharing
from meetings.meeting.pages import MeetingPage
from meetings.template.blocks import agenda_items_for
from meetings.units.pages import UnitPage


@dataclass(frozen=True)
class MissingForSharing:
    """`text` says what is missing; `step` is the form step where it is filled in: "content" or "about"."""

    text: str
    step: str


class EvidenceNotReady(Refusal):
    """Something is missing; `missing` lists everything."""

    def __init__(self, missing: list[MissingForSharing]) -> None:
        names = " ".join(item.text for item in missing)
        super().__init__(_("Before you share it, this is missing: %(what)s") % {"what": names})
        self.missing = missing


def missing_before_sharing(
    evidence: Evidence, *, today: date, items: Sequence[MediaItem] | None = None
) -> list[MissingForSharing]:
    """Return everything that prevents sharing; empty when nothing does. `items` are its files, if they are loaded: then
    it asks nothing of the database. At most three queries.
    """
    missing: list[MissingForSharing] = []
    loaded = [item for _placed, item in media_items_of(evidence)] if items is None else items
    files = [item for item in loaded if not item.is_withdrawn]
    if evidence.kind == EvidenceKind.FIGURES:
        missing += _missing_figures(evidence)
    elif not plain_text(evidence.body) and not files:
        missing.append(MissingForSharing(_("There is nothing in it yet."), "content"))
    elif (medium := spec_of(evidence.kind).medium) and spec_of(evidence.kind).main and not files:
        missing.append(MissingForSharing(str(SPECS[medium].missing), "content"))
    if not agenda_item_title(evidence):
        missing.append(MissingForSharing(_("The agenda item it belongs to."), "about"))
    missing += _missing_of_piece(evidence, files, today)
    counts, numbers = Counter(item.kind for item in files), Counter[str]()
    for item in files:
        numbers[item.kind] += 1
        numbered = str(item.spec.numbered) % {"number": numbers[item.kind]}
        name = numbered if counts[item.kind] > 1 else str(item.spec.the_thing)
        step = "content" if item.is_refused else "about"
        missing += [MissingForSharing(text, step) for text in _missing_of(item, name, today)]
    return missing


def advice_before_sharing(evidence: Evidence) -> list[MissingForSharing]:
    """Return what would help other people or is good to know, but is not required."""
    dataset = dataset_of_evidence(evidence)
    same = describe_linked_before_sharing(dataset) if dataset is not None else []
    return [MissingForSharing(text, "content") for text in same] + [
        MissingForSharing(_("It would help some people to have: %(what)s.") % {"what": what}, "about")
        for _placed, item in media_items_of(evidence)
        if not item.is_withdrawn
        for what in item.advice_before_sharing()
    ]


def agenda_choices(meeting: MeetingPage, unit: UnitPage) -> dict[str, str]:
    """Return the titles of the agenda items for its `unit` by id, without breaks."""
    items = agenda_items_for(meeting.agenda, unit.kind)
    return {str(item.id): item.value["title"] for item in items if not item.value["is_break"]}


def agenda_item_id(evidence: Evidence) -> str:
    """Return the block id of its agenda item, also of one that has left the agenda; "" without one. Load `item`."""
    return str(evidence.item.block_id) if evidence.item else ""


def agenda_item_title(evidence: Evidence) -> str:
    """Return the title of its agenda item; "" if it has none in the meeting's agenda. Load `item`."""
    return agenda_choices(evidence.meeting, evidence.unit).get(agenda_item_id(evidence), "")


def _missing_figures(evidence: Evidence) -> list[MissingForSharing]:
    shown = figures_in(evidence.body)
    if not shown:
        return [MissingForSharing(_("The figures themselves."), "content")]
    return (
        []
        if all(one.message for one in shown)
        else [MissingForSharing(_("What the figures show, in a sentence."), "content")]
    )


def _missing_of_piece(evidence: Evidence, files: list[MediaItem], today: date) -> list[MissingForSharing]:
    """The answers for the files apply to the text beside them; text without files needs its own."""
    lacking = []
    if not evidence.legal_basis and not files:
        lacking.append(_("Why we may use it (the legal basis)."))
    if evidence.legal_basis == LegalBasis.CONSENT and not evidence.consent_note:
        lacking.append(_("Who gave consent, when and for what."))
    if evidence.delete_after is None:
        lacking.append(_("The date when it is deleted."))
    return [MissingForSharing(text, "about") for text in lacking]


def _missing_of(item: MediaItem, name: str, today: date) -> list[str]:
    if item.is_refused:
        return [_("%(file)s was refused. Remove it.") % {"file": name}]
    if item.state != MediaState.READY:
        return [_("%(file)s is not ready yet. Wait a moment.") % {"file": name}]
    lacking = item.missing_before_sharing()
    if item.is_past_on(today):
        lacking.append(_("a date of deletion that has not passed"))
    return [_("%(file)s: %(what)s.") % {"file": name, "what": ", ".join(lacking)}] if lacking else []
