"""Create the examples in the demo's leader forum, with the same actions that people use."""

from datetime import date, timedelta
from typing import Any

from home.demo.clock import demo_clock
from home.demo.evidence import bring
from home.demo.evidence_text import DemoEvidence, Photo
from home.demo.meetings import Cast
from home.demo.minutes_text import EXAMPLES
from meetings.agreements.models import Agreement
from meetings.forum.chosen_media import shown_items
from meetings.forum.clear_example import clear_example
from meetings.forum.example_data import ExampleData
from meetings.forum.pages import ExamplePage
from meetings.forum.propose_example import propose_example
from meetings.forum.return_example import return_example
from meetings.forum.trials.write_trial import write_trial
from meetings.meeting.pages import MeetingPage
from meetings.units.pages import UnitPage
from snippets.models import Initiative

TRIED = (
    "Vi lod tre børn vise rundt på en åben eftermiddag i september og skrev ned, hvad de valgte at vise.",
    "Vi delte morgenen op i to små grupper i oktober, en dag om ugen.",
)
OUTCOMES = (
    "De viste os krogen bag skabet, som vi aldrig selv ville have vist frem. Nu er den blevet en læsekrog.",
    "",
)
#: Examples from evidence of this year's meeting: (unit, index in EXAMPLES, days ago, state).
WITH_PICTURES = [
    ("skovskolen", 0, 30, "cleared"), ("havblik", 1, 16, "cleared"), ("regnbuen", 2, 8, "cleared"),
    ("skovskolen", 3, 2, "proposed"),
]  # fmt: skip
#: Examples from an agreement of an earlier year: (unit, index in EXAMPLES, days ago, state).
FROM_AGREEMENTS = [
    ("markskolen", 3, 200, "cleared"),
    ("mariehoenen", 1, 560, "cleared"),
    ("bakkeskolen", 0, 5, "returned"),
]


def show_examples(
    units: dict[str, UnitPage], casts: dict[str, Cast], initiatives: dict[str, Initiative], today: date
) -> None:
    """Create some cleared examples, one that waits for the head of schools, and one that was returned."""
    for slug, which, days_ago, state in FROM_AGREEMENTS:
        agreements = Agreement.objects.filter(unit=units[slug]).select_related("unit__area", "minutes__meeting__cycle")
        source = agreements.order_by("pk")[1 if days_ago < 300 else 0]
        make_example(source, EXAMPLES[which], casts[slug], initiatives, today - timedelta(days=days_ago), state, "")
    for slug, which, days_ago, state in WITH_PICTURES:
        text, cast, day = EXAMPLES[which], casts[slug], today - timedelta(days=days_ago)
        meeting = MeetingPage.objects.select_related("unit__area", "cycle").get(
            unit=units[slug], cycle__school_year__startswith=str(today.year if today.month >= 8 else today.year - 1)
        )
        photo = DemoEvidence(
            "photos", text["title"], "children", 0, {}, (Photo(text["scene"], text["alt"]),), "Vores egne billeder"
        )
        with demo_clock(day):
            evidence = bring(photo, meeting, cast.leader, day, shared_by=cast.leader, seed=which + 5)
        make_example(evidence, text, cast, initiatives, day, state, "no_persons")


def try_examples(casts: dict[str, Cast], today: date) -> None:
    """Two units say that they have tried another's example; one tells how it went."""
    examples = ExamplePage.objects.filter(state="cleared").select_related("unit").order_by("-cleared_at", "-pk")
    for example, slug, text, outcome in zip(examples, ("bakkeskolen", "solstraalen"), TRIED, OUTCOMES, strict=False):
        cast = casts[slug]
        unit = UnitPage.objects.get(slug=slug)
        with demo_clock(today - timedelta(days=2)):
            write_trial(example=example, unit=unit, text=text, outcome=outcome, seen=None, by=cast.leader)


def make_example(
    source: Any, text: dict[str, str], cast: Cast, initiatives: dict[str, Initiative], day: date,
    state: str, basis: str,
) -> ExamplePage:  # fmt: skip
    data = ExampleData(
        title=text["title"],
        did=text["did"],
        saw=text["saw"],
        learnt=text["learnt"],
        others_can_use=text["others_can_use"],
        contact=cast.leader.name,
        initiative_id=initiatives[text["initiative"]].pk,
    )
    bases = {item.key: basis for _name, _caption, item in shown_items(source)} if basis else {}
    with demo_clock(day, 13):
        example = propose_example(source=source, data=data, bases=bases, by=cast.leader)
    with demo_clock(day + timedelta(days=1), 13):
        if state == "cleared":
            clear_example(example=example, seen=example.version, by=cast.chef)
        if state == "returned":
            reason = "Fortæl også, hvor lang tid det tog, så andre kan vurdere, om det er noget for dem."
            return_example(example=example, reason=reason, seen=example.version, by=cast.chef)
    return example
