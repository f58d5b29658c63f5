"""The demo's data plans: agreed at the initial meeting, confirmed by both, and changed once since."""

from dataclasses import replace
from datetime import date, timedelta

from accounts.models import User
from home.demo.clock import demo_clock
from home.demo.meetings import Cast
from meetings.data_plan.add_line import add_line
from meetings.data_plan.canonical_content import content_hash_of, plan_content
from meetings.data_plan.change_line import change_line
from meetings.data_plan.confirm_plan import confirm_plan
from meetings.data_plan.delimit import DelimitationValues, delimit
from meetings.data_plan.enums import DataKind
from meetings.data_plan.line_values import LineValues
from meetings.data_plan.models import DataPlanLine
from meetings.meeting.pages import MeetingPage
from meetings.template.enums import Perspective

PICTURES = LineValues(
    what="Børnenes egne fotos af steder, hvor de har det godt",
    about="Hvor er der ro, og hvor er der nogen at være sammen med? Alle årgange, en fotovandring hver.",
    perspective=Perspective.CHILDREN,
    kind=DataKind.PICTURES,
)
OBSERVATION = LineValues(
    what="Observation af overgange",
    about="Hvad sker der i de ti minutter, hvor alle skal videre til noget andet?",
    perspective=Perspective.STAFF,
    kind=DataKind.OBSERVATIONS,
)
PARENTS = LineValues(
    what="Forældrenes fortællinger",
    about="Hvad lægger de mærke til derhjemme? Tre korte samtaler, når børnene bliver hentet.",
    perspective=Perspective.PARENTS,
    kind=DataKind.STORIES,
)
DRAWINGS = LineValues(
    what="Tegninger af et godt sted at lege",
    about="De yngste børn. Spørg, hvem der er med på tegningen, og skriv det med barnets egne ord.",
    perspective=Perspective.CHILDREN,
    kind=DataKind.PICTURES,
)


QUESTIONS = ["Hvad hjælper børnene med at komme godt i gang igen efter en pause?", "Hvem står alene, og hvornår?"]


def agree_on_data(meeting: MeetingPage, cast: Cast, staff: User, day: date) -> None:
    """Fill and confirm the data plan on `day`, the initial meeting, and change one line two days later."""
    ahead = day + timedelta(days=12)
    with demo_clock(day, 12) as now:
        given_out = (
            (PICTURES, staff, 0), (OBSERVATION, staff, 3), (PARENTS, cast.leader, 7), (DRAWINGS, staff, 6),
        )  # fmt: skip
        for agreed, gatherer, days in given_out:
            given = replace(agreed, gatherer=gatherer, due_on=ahead + timedelta(days=days))
            add_line(meeting=meeting, agreed=given, by=cast.consultant, today=day)
        for line in DataPlanLine.objects.of_meeting(meeting).required():
            figures = LineValues(
                perspective=Perspective.CHILDREN, kind=DataKind.FIGURES, gatherer_name="Skolens sekretær",
                about="De seneste tre år, årgang for årgang.", due_on=ahead,
            )  # fmt: skip
            change_line(line=line, agreed=figures, expected_version=line.version, by=cast.leader, today=day)
        investigated = DelimitationValues(
            [DataKind.PICTURES, DataKind.OBSERVATIONS, DataKind.FIGURES], QUESTIONS, day + timedelta(days=9)
        )
        delimited = delimit(meeting=meeting, agreed=investigated, expected_version=0, by=cast.consultant)
        lines = DataPlanLine.objects.of_meeting(meeting).select_related("gatherer")
        for person in (cast.leader, cast.consultant):
            expected_hash = content_hash_of(plan_content(lines.all(), delimited))
            confirm_plan(meeting=meeting, expected_hash=expected_hash, by=person, now=now)
    with demo_clock(day + timedelta(days=2), 9):
        line = lines.get(what=PARENTS.what)
        later = replace(PARENTS, gatherer=cast.leader, due_on=ahead + timedelta(days=9))
        later = replace(later, note="Vi begynder en uge senere på grund af lejrskolen.")
        change_line(line=line, agreed=later, expected_version=line.version, by=cast.leader, today=day)


def place_of(meeting: MeetingPage, perspective: str, kind: str) -> int | None:
    """Return the id of the data plan line with this perspective and kind of data, or None."""
    found = DataPlanLine.objects.of_meeting(meeting).filter(perspective=perspective, kind=kind)
    return found.values_list("pk", flat=True).first()
