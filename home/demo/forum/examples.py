"""Create the examples in the demo's leader forum, with the same actions that people use."""

from datetime import date, timedelta

from home.demo.clock import demo_clock
from home.demo.evidence import bring
from home.demo.evidence_text import DemoEvidence, Photo
from home.demo.meetings import Cast
from home.demo.minutes_text import EXAMPLES
from meetings.agreements.models import Agreement
from meetings.forum.building.build_example import build_example
from meetings.forum.chosen_media import shown_items
from meetings.forum.clear_example import clear_example
from meetings.forum.edit_example import edit_example
from meetings.forum.example_data import ExampleData
from meetings.forum.pages import ExamplePage
from meetings.forum.propose_example import propose_example
from meetings.forum.return_example import return_example
from meetings.forum.trials.save_trial import save_trial
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
#: Examples built from an agreement of an earlier year: (unit, index in EXAMPLES, days ago, state).
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
        agreements = Agreement.objects.filter(unit=units[slug]).select_related("minutes")
        agreement = agreements.order_by("pk")[1 if days_ago < 300 else 0]
        day = today - timedelta(days=days_ago)
        build_from_agreement(agreement, EXAMPLES[which], casts[slug], initiatives, day, state)
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
        bases = {item.key: "no_persons" for _name, _caption, item in shown_items(evidence)}
        with demo_clock(day, 13):
            data = _data(text, cast, initiatives)
            example = propose_example(evidence=evidence, data=data, bases=bases, by=cast.leader)
        _decide(example, cast, day, state)


def try_examples(casts: dict[str, Cast], today: date) -> None:
    """Two units say that they have tried another's example; one tells how it went."""
    examples = ExamplePage.objects.filter(state="cleared").select_related("unit").order_by("-cleared_at", "-pk")
    for example, slug, text, outcome in zip(examples, ("bakkeskolen", "solstraalen"), TRIED, OUTCOMES, strict=False):
        cast = casts[slug]
        unit = UnitPage.objects.get(slug=slug)
        with demo_clock(today - timedelta(days=2)):
            save_trial(example=example, unit=unit, text=text, outcome=outcome, expected_version=None, by=cast.leader)


def build_from_agreement(
    agreement: Agreement, text: dict[str, str], cast: Cast, initiatives: dict[str, Initiative], day: date, state: str
) -> None:
    meeting = MeetingPage.objects.select_related("unit__area", "cycle").get(pk=agreement.minutes.meeting_id)
    with demo_clock(day, 13):
        ticked = [f"aftale-{agreement.pk}"]
        draft = build_example(meeting=meeting, title=text["title"], ticked=ticked, by=cast.leader)
        data = _data(text, cast, initiatives)
        example = edit_example(example=draft, data=data, bases={}, expected_version=draft.version, by=cast.leader)
    _decide(example, cast, day, state)


def _data(text: dict[str, str], cast: Cast, initiatives: dict[str, Initiative]) -> ExampleData:
    return ExampleData(
        title=text["title"],
        did=text["did"],
        saw=text["saw"],
        learnt=text["learnt"],
        others_can_use=text["others_can_use"],
        contact=cast.leader.name,
        initiative_id=initiatives[text["initiative"]].pk,
    )


def _decide(example: ExamplePage, cast: Cast, day: date, state: str) -> None:
    """The day after `day`."""
    with demo_clock(day + timedelta(days=1), 13):
        if state == "cleared":
            clear_example(example=example, expected_version=example.version, by=cast.chef)
        if state == "returned":
            reason = "Fortæl også, hvor lang tid det tog, så andre kan vurdere, om det er noget for dem."
            return_example(example=example, reason=reason, expected_version=example.version, by=cast.chef)
