"""What the meetings of the year before said about the frame, beside the items of the template that is being written."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from foundation.text.json_object import JsonObject
from meetings.cycle.models import Cycle
from meetings.insights.frame_changes.enums import ChangeState
from meetings.insights.frame_changes.item_statistics import ItemStatistics, YearStatistics, item_statistics
from meetings.insights.frame_changes.models import FrameChange
from meetings.insights.frame_changes.quotes import Quote, quotes_of
from meetings.questionnaires.display import ShownQuestion, shown
from meetings.questionnaires.enums import FRAME, NOTHING
from meetings.questionnaires.reading import answers_for_template
from meetings.template.pages import TemplatePage

#: Quotes about the meeting as a whole that are shown at once; the others are folded.
SHOWN_QUOTES = 10


@dataclass
class ItemEntry:
    """One agenda item of the template, or (`id` empty) the meeting as a whole.

    `is_new`: last year's template did not have it; `is_gone`: this one has it no more; `is_unchanged`: both are equal.
    """

    id: str
    title: str
    figures: ItemStatistics | None = None
    quotes: list[Quote] = field(default_factory=list)
    evaluations: list[ShownQuestion] = field(default_factory=list)
    changes: list[FrameChange] = field(default_factory=list)
    is_new: bool = False
    is_gone: bool = False
    is_unchanged: bool = False

    @property
    def anchor(self) -> str:
        return f"punkt-{self.id}" if self.id else "hele-moedet"

    @property
    def first_quotes(self) -> list[Quote]:
        return self.quotes[:SHOWN_QUOTES]

    @property
    def more_quotes(self) -> list[Quote]:
        return self.quotes[SHOWN_QUOTES:]


def year_before(template: TemplatePage) -> Cycle | None:
    """Return the latest school year with meetings before the template's."""
    earlier = Cycle.objects.filter(school_year__lt=template.school_year).order_by("-school_year")
    return earlier.select_related("template").first()


def what_meetings_said(template: TemplatePage) -> dict[str, object]:
    """Return `entries`: the meeting as a whole, each agenda item of the newest draft, and those that left the agenda.

    A fixed number of queries. The caller has checked EDIT_TEMPLATES.
    """
    cycle = year_before(template)
    now, before = _draft_items(template), _items(cycle.template.agenda.get_prep_value()) if cycle else {}
    figures = item_statistics(cycle) if cycle else YearStatistics(0, 0, {})
    entries = {"": ItemEntry("", _("The meeting as a whole"))}
    for key, value in {**before, **now}.items():
        entries[key] = ItemEntry(
            key, value["title"], figures.items.get(key),
            is_new=bool(cycle) and key not in before, is_gone=key not in now, is_unchanged=value == before.get(key),
        )  # fmt: skip
    changes = list(FrameChange.objects.filter(template=template).select_related("carried_from", "decided_by"))
    for change in changes:
        entries.get(str(change.block_id or ""), entries[""]).changes.append(change)
    used = {change.quote_key for change in changes}
    for quote in quotes_of(cycle) if cycle else []:
        if quote.key not in used:
            for key in (quote.items & entries.keys()) or {""}:
                entries[key].quotes.append(quote)
    for about, question in _evaluations(cycle.template) if cycle else []:
        entries.get(about, entries[""]).evaluations.append(question)
    order = ["", *now, *(key for key in before if key not in now)]
    return {
        "year": cycle.school_year if cycle else "",
        "meetings": figures.meetings,
        "on_screen": figures.on_screen,
        "entries": [entries[key] for key in order],
        "open_count": sum(change.state == ChangeState.PROPOSED for change in changes),
    }


def _evaluations(template: TemplatePage) -> Iterator[tuple[str, ShownQuestion]]:
    """What the evaluations said about an item (its id) or the frame (empty), as it may be shown."""
    answered = [one for found in answers_for_template(template) for one in found.questions]
    for number, one in enumerate(answered):
        if one.about != NOTHING and one.shows_anything:
            yield "" if one.about == FRAME else one.about, shown(one, number)


def _draft_items(template: TemplatePage) -> dict[str, JsonObject]:
    """Those of the newest revision, which is read without making the page of it."""
    newest = template.latest_revision
    return _items(json.loads(newest.content["agenda"]) if newest else template.agenda.get_prep_value())


def _items(blocks: list[JsonObject]) -> dict[str, JsonObject]:
    """The values of the agenda items by block id, as they are stored, without breaks."""
    return {
        str(block["id"]): block["value"]
        for block in blocks
        if block["type"] == "item" and not block["value"].get("is_break")
    }


def titles_to_choose(template: TemplatePage) -> dict[str, str]:
    """Return titles of the items that a change can be about, by block id: the draft's, then those that left the
    agenda."""
    cycle = year_before(template)
    now, before = _draft_items(template), _items(cycle.template.agenda.get_prep_value()) if cycle else {}
    every = now | {key: value for key, value in before.items() if key not in now}
    return {key: value["title"] for key, value in every.items()}
