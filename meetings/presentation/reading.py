"""The presentation of a meeting: its slides, and what is left out. The number of queries does not grow with the
evidence."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import AnyUser
from meetings.data_plan.reading import delimitation_of
from meetings.evidence.models import Evidence
from meetings.evidence.prefetch import prefetch_bodies
from meetings.evidence.reading import EvidenceGroup, meeting_evidence
from meetings.initiatives.reading import statements_by_item
from meetings.meeting.agenda import AgendaItem, agenda_of
from meetings.meeting.pages import MeetingPage
from meetings.presentation.confidentiality import all_may_see_confidential
from meetings.presentation.omissions import Omissions
from meetings.presentation.slides import Slide, figures_of, slides_of
from meetings.presentation.statement_slides import statement_slides
from meetings.units.url_prefixes import meeting_url_kwargs


def presentation_context(meeting: MeetingPage, user: AnyUser) -> dict[str, object]:
    """Return the template context: `slides`, `left_out` (sentences), `plays` (whether there is a film or sound),
    `items`, and `planned_by_item` (by the block's id), the URLs of the meeting, of the check while presenting, and of
    the state of a running meeting, which the presentation follows. `meeting` must be loaded with unit and cycle."""
    today = timezone.localdate()
    statements = statements_by_item(meeting)
    found = meeting_evidence(meeting, user)
    left_out = Omissions(today, drafts=len(found["evidence_drafts"]), withdrawn=len(found["evidence_hidden"]))
    groups = [*found["evidence_items"].values(), found["evidence_other"]]
    _load(card.evidence for group in groups for one in group for card in one["cards"])
    items = agenda_of(meeting)
    confidential = cache(partial(all_may_see_confidential, meeting, today=today))  # only asked for confidential figures

    def shown(groups: Iterable[EvidenceGroup]) -> list[Slide]:
        pieces = [card.evidence for group in groups for card in group["cards"]]
        return [
            slide for evidence in pieces for slide in slides_of(evidence, confidential=confidential, left_out=left_out)
        ]  # fmt: skip

    last = _last(items)
    slides = [Slide("opening", meeting.title, meeting.unit.title)]
    if (delimitation := delimitation_of(meeting)) and (delimitation.questions or delimitation.kinds):
        slides.append(Slide("delimitation", _("What we investigate"), meeting.unit.title, entry=delimitation))
    for item in items:
        asks = item is not last  # the last item's questions are asked on the closing slide
        slides += [Slide("item", item.title, entry=item, asks=asks), *statement_slides(statements.get(item.id, ()))]
        slides += shown(found["evidence_items"].get(item.id, ()))
    if other := [*statement_slides(statements.get("", ())), *shown(found["evidence_other"])]:
        slides += [Slide("also", _("Also brought to the meeting")), *other]
    slides.append(Slide("closing", _("What do we take with us?"), meeting.unit.title, entry=last))
    return {
        "meeting": meeting,
        "items": items,
        "slides": [replace(slide, place=place, total=len(slides)) for place, slide in enumerate(slides, start=1)],
        "left_out": left_out.sentences(),
        "plays": any(slide.kind in ("films", "sounds") for slide in slides),
        "kicker": meeting.unit.title,
        "title": meeting.title,
        "nothing_left_out": _("Nothing is left out: everything shared with the meeting may be shown."),
        "close_url": meeting.url,
        "still_url": reverse("presentation_still", kwargs=meeting_url_kwargs(meeting)),
        "state_url": reverse("live_state", kwargs=meeting_url_kwargs(meeting)),
        "planned_by_item": {item.id: item.minutes or 0 for item in items},
    }


def _last(items: list[AgendaItem]) -> AgendaItem | None:
    """The last item that is not a break."""
    return next((item for item in reversed(items) if not item.is_break), None)


def _load(pages: Iterable[Evidence]) -> None:
    """Prefetch all that the slides need of the pages."""
    found = list(pages)
    prefetch_bodies(found)
    prefetch_related_objects(found, "initiative", "goal")
    datasets = [block.value["dataset"] for page in found for block in figures_of(page)]
    prefetch_related_objects(datasets, "type")
