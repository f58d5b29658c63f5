"""Examples of the demo that are built from what is ticked: one shown, which supersedes an older one, and one planned."""

from datetime import date, timedelta

from home.demo.clock import demo_clock
from home.demo.meetings import Cast
from meetings.forum.building.build_example import build_example
from meetings.forum.building.selectable_sources import selectable_sources
from meetings.forum.chosen_media import items_of_example, reasons_against_showing
from meetings.forum.clear_example import clear_example
from meetings.forum.edit_example import edit_example
from meetings.forum.enums import ExampleState
from meetings.forum.example_data import ExampleData
from meetings.forum.pages import ExamplePage
from meetings.forum.showing.unlist import unlist
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage

SHOWN_EXAMPLES = (
    "Fra aftale til hverdag på et år",
    "En aftale bliver til hverdag, når nogen spørger til den, også når der er travlt.",
    "Læg aftalen ind i årets kalender samme uge, som referatet er godkendt, og giv den en person, der spørger til den "
    "hver måned. Vi brugte ti minutter på hvert ledelsesmøde.",
)
PLANNED = (
    "Når svaret på et ønske bliver til noget",
    "Et godt svar hjælper først, når personalet har valgt, hvor det skal bruges.",
    "Tag forvaltningens svar med på det næste personalemøde, og bliv enige om ét sted at begynde. Vi valgte overgangen "
    "fra indskoling til mellemtrin.",
)
#: How many things of each group are ticked: passages, agreements, wishes, contributions.
OF_EACH = 2


def build_examples(casts: dict[str, Cast], today: date) -> None:
    """Each is built from the latest meeting of its unit with approved minutes."""
    shown = _build("skovskolen", SHOWN_EXAMPLES, casts, today - timedelta(days=5))
    with demo_clock(today - timedelta(days=4), 13):
        shown = clear_example(example=shown, expected_version=shown.version, by=casts["skovskolen"].chef)
    waits = _build("markskolen", PLANNED, casts, today - timedelta(days=2))
    with demo_clock(today - timedelta(days=1), 13):
        day = today + timedelta(days=14)
        clear_example(example=waits, expected_version=waits.version, by=casts["markskolen"].chef, show_from=day)
    others = ExamplePage.objects.filter(unit=shown.unit, state=ExampleState.CLEARED).exclude(pk=shown.pk)
    older = others.order_by("cleared_at", "pk")[0]
    with demo_clock(today - timedelta(days=3), 13):
        unlist(example=older, successor=shown, expected_version=older.version, by=casts["skovskolen"].leader)


def _build(unit: str, words: tuple[str, str, str], casts: dict[str, Cast], day: date) -> ExamplePage:
    leader, (title, learnt, others_can_use) = casts[unit].leader, words
    meetings = MeetingPage.objects.filter(unit__slug=unit, state=MeetingState.HELD, minutes_page__state="approved")
    meeting = meetings.select_related("unit__area", "cycle").order_by("-cycle__school_year")[0]
    with demo_clock(day, 13):
        ticked = [one.key for group in selectable_sources(meeting, leader) for one in group.items[:OF_EACH]]
        draft = build_example(meeting=meeting, title=title, ticked=ticked, by=leader)
        data = ExampleData(title, "", "", learnt, others_can_use, leader.name, draft.initiative_id)
        items = items_of_example(draft)
        bases = {
            item.key: "no_persons"
            for name, _words, item in items
            if not reasons_against_showing(name, item, "no_persons")
        }
        return edit_example(example=draft, data=data, bases=bases, expected_version=draft.version, by=leader)
