"""People, units and documents for tests, in the states that tests speak of.

Plain functions: what a test does not say gets a sensible value, and what must exist around a thing is made with it. The
states are written into the rows directly; how a state is reached is tested with the actions.
"""

import itertools
import json
import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from accounts.roles import SCOPE, Role, Scope
from accounts.user import User
from home.page_tree import ensure_page_tree
from home.pages import HomePage
from media.enums import Audience, LegalBasis
from meetings.agreements.enums import CLOSED_STATUSES, AgreementStatus
from meetings.agreements.models import Agreement
from meetings.agreements.status_dates import status_wanted_on
from meetings.cycle.models import Cycle
from meetings.data_plan.follow_template import follow_template, next_position
from meetings.data_plan.models import DataPlanLine
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.kind_specs import spec_of
from meetings.evidence.models import Evidence
from meetings.figures.models import Dataset
from meetings.figures.table import Column, Table, TableRow
from meetings.figures.values import SUPPRESSED, Value, ValueState
from meetings.forum.enums import SHOWN_STATES, ExampleState
from meetings.forum.pages import ExamplePage, ForumPage
from meetings.meeting.enums import CONVENED_STATES, MeetingState
from meetings.meeting.item import MeetingItem, create_missing_items
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant, PreparationStep
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_content import blocks_of
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.draft_content import draft_content
from meetings.support_requests.models import SupportRequest
from meetings.template.enums import StepKind
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.template.school_years import school_year_of
from meetings.units.enums import UnitKind
from meetings.units.membership import Membership
from meetings.units.pages import AreaPage, UnitPage
from meetings.units.people.admin_groups import set_editor_groups
from snippets.enums import DatasetKind
from snippets.models import DatasetType, Initiative
from tests.prepared import prepared

SCHOOL_YEAR = "2026/2027"
LONG_AGO = date(2020, 8, 1)
PASSWORD = "et-langt-kodeord-1"
_numbers = itertools.count(1)


def present_school_year() -> str:
    """For tests of what asks the clock which school year it is. The same as SCHOOL_YEAR until TEST_NOW moves it."""
    return school_year_of(timezone.localdate())


# People --------------------------------------------------------------------------------------------------------------


@prepared
def user(
    *,
    role: Role | str | None = None,
    unit: UnitPage | None = None,
    area: AreaPage | None = None,
    name: str = "",
    email: str = "",
    **fields: Any,
) -> User:
    """A person who signs in with PASSWORD; with `role`, in `unit`, in `area`, or in one made for the purpose."""
    number = next(_numbers)
    person = User.objects.create_user(
        email or f"person{number}@example.dk", PASSWORD, name=name or f"Person Nr{number}", **fields
    )
    if role:
        membership(person, role, unit=unit, area=area)
    return person


@prepared
def membership(
    person: User,
    role: Role | str,
    *,
    unit: UnitPage | None = None,
    area: AreaPage | None = None,
    ended_on: date | None = None,
    **fields: Any,
) -> Membership:
    """`person` is `role` where the role reaches; begun long ago, and over after `ended_on`."""
    scope = SCOPE[Role(role)]
    reach: dict[str, Any] = {}
    if scope is Scope.UNIT:
        reach["unit"] = unit or make_unit()
    elif scope is Scope.AREA:
        reach["area"] = area or (unit.area if unit else make_area())
    fields = {"starts_on": LONG_AGO, "ends_on": ended_on, **fields}
    row = Membership.objects.create(user=person, role=role, **reach, **fields)
    set_editor_groups(person, today=timezone.localdate())
    return row


# The tree ------------------------------------------------------------------------------------------------------------


def home() -> HomePage:
    """The front page with the trunk of the tree: areas, templates, lederforum."""
    return ensure_page_tree()


def grow(parent: Page, page: Any) -> Any:
    """Adds `page` under `parent`, which is read anew: its count of children moves with each child."""
    return Page.objects.get(pk=parent.pk).add_child(instance=page)


@prepared
def make_area(kind: UnitKind | str = UnitKind.SCHOOL) -> AreaPage:
    """The first area of that kind."""
    home()
    return AreaPage.objects.filter(unit_kind=kind).order_by("path")[0]


@prepared
def make_unit(
    title: str = "", *, kind: UnitKind | str = UnitKind.SCHOOL, area: AreaPage | None = None, **fields: Any
) -> UnitPage:
    number = next(_numbers)
    area = area or make_area(kind)
    page = UnitPage(title=title or f"Enhed {number}", slug=f"enhed-{number}", area=area, kind=area.unit_kind, **fields)
    return grow(area, page)


def agenda_item(title: str = "Status på læring og trivsel", minutes: int | None = 60, **value: Any) -> dict[str, Any]:
    """One block of an agenda, as StreamField keeps it."""
    return {"type": "item", "id": str(uuid.uuid4()), "value": {"title": title, "minutes": minutes, **value}}


@prepared
def template(
    school_year: str = SCHOOL_YEAR, *, published: bool = True, agenda: list[dict[str, Any]] | None = None, **fields: Any
) -> TemplatePage:
    home()
    page = TemplatePage(
        title=fields.pop("title", f"Dialogmøder {school_year}"),
        slug=f"skabelon-{school_year.replace('/', '-')}",
        school_year=school_year,
        live=published,
        **fields,
    )
    page.agenda = agenda if agenda is not None else [agenda_item(), agenda_item("Fællesskaber for alle", 180)]
    grow(TemplateIndexPage.objects.get(), page)
    revision = page.save_revision()
    if published:
        revision.publish()
    page.refresh_from_db()
    return page


@prepared
def cycle(school_year: str = SCHOOL_YEAR, **fields: Any) -> Cycle:
    """The year, made once."""
    found = Cycle.objects.filter(school_year=school_year).first()
    if found:
        return found
    frame = TemplatePage.objects.filter(school_year=school_year).first() or template(school_year)
    starter = fields.pop("started_by", None) or user(role=Role.CENTRAL_EDITOR)
    return Cycle.objects.create(school_year=school_year, template=frame, started_by=starter, **fields)


@prepared
def meeting(
    *,
    unit: UnitPage | None = None,
    state: MeetingState | str = MeetingState.PLANNED,
    on: date | None = None,
    **fields: Any,
) -> MeetingPage:
    """A meeting of `unit`; in every state after the first it has date, room and the time it was convened."""
    unit = unit or make_unit()
    year = fields.pop("cycle", None) or cycle(fields.pop("school_year", SCHOOL_YEAR))
    now = timezone.now()
    if on or state != MeetingState.PLANNED:
        day = on or timezone.localdate() + timedelta(days=-3 if state == MeetingState.HELD else 21)
        fields.setdefault("starts_at", timezone.make_aware(datetime.combine(day, time(9))))
    if state in CONVENED_STATES:
        fields = {"room": "Lærerværelset", "invited_at": now, **fields}
    if state == MeetingState.HELD:
        fields = {"held_at": now, **fields}
    if state == MeetingState.CANCELLED:
        fields = {"state_reason": "Vi finder en ny dato.", **fields}
    page = MeetingPage(
        title=f"Dialogmøde {year.school_year}",
        slug=str(year.first_year),
        unit=unit,
        cycle=year,
        template_revision=year.template.latest_revision,
        state=state,
        **fields,
    )
    if not page.agenda:
        page.agenda = year.template.agenda.get_prep_value()
    page = grow(unit, page)
    create_missing_items(page)
    follow_template(page)
    return page


@prepared
def plan_line(meeting: MeetingPage, what: str = "Børnenes egne fotos", **fields: Any) -> DataPlanLine:
    return DataPlanLine.objects.create(meeting=meeting, what=what, **{"position": next_position(meeting), **fields})


@prepared
def participant(
    meeting: MeetingPage, role: Role | str = Role.STAFF_REPRESENTATIVE, *, person: User | None = None, **fields: Any
) -> Participant:
    """`person`, or without one a guest who has no account, on the meeting's list."""
    number = next(_numbers)
    who = {"name": person.name, "email": person.email} if person else {}
    who = who or {"name": f"Gæst Nr{number}", "email": f"gaest{number}@example.dk"}
    return Participant.objects.create(meeting=meeting, user=person, role=role, **{**who, **fields})


@prepared
def preparation_step(meeting: MeetingPage, title: str = "Indledende møde", **fields: Any) -> PreparationStep:
    return PreparationStep.objects.create(meeting=meeting, title=title, **{"kind": StepKind.INITIAL, **fields})


@prepared
def evidence(
    *,
    meeting: MeetingPage | None = None,
    kind: EvidenceKind | str = EvidenceKind.PRACTICE_NARRATIVE,
    shared: bool = False,
    body: list[Any] | None = None,
    **fields: Any,
) -> Evidence:
    """A story from practice that is the unit's draft, or `shared` with the meeting. `agenda_item` is a block id."""
    number = next(_numbers)
    meeting = meeting or make_meeting(state=MeetingState.PREPARING)
    if shared:
        fields = {"audience": Audience.MEETING, "shared_at": timezone.now(), **fields}
    fields = {
        "legal_basis": LegalBasis.PUBLIC_TASK, "delete_after": timezone.localdate() + timedelta(days=1000), **fields,
    }  # fmt: skip
    if (block_id := fields.pop("agenda_item", None)) is not None:
        fields["item"] = MeetingItem.objects.get(meeting=meeting, block_id=block_id)
    piece = Evidence(
        title=fields.pop("title", f"Fortælling {number}"), slug=f"{spec_of(kind).word}-{number}", meeting=meeting,
        unit=meeting.unit, kind=kind, **fields,
    )  # fmt: skip
    story = {"situation": "Vi så …", "action": "Vi gjorde …", "effect": "Det virkede …", "learning": "Vi lærte …"}
    piece.body = body if body is not None else [{"type": "narrative", "id": str(uuid.uuid4()), "value": story}]
    piece.save()
    return piece


@prepared
def figures(
    *,
    meeting: MeetingPage | None = None,
    kind: DatasetKind = DatasetKind.OWN,
    shared: bool = False,
    title: str = "Elever i alt",
    table: Table | None = None,
    message: str = "",
    **fields: Any,
) -> Evidence:
    """A piece of evidence with figures: 21 in one class, and one that is hidden. The dataset is `.datasets.get()`."""
    fields.setdefault("owner", user())
    page = evidence(meeting=meeting, kind=EvidenceKind.FIGURES, shared=shared, body=[], title=title, **fields)
    if table is None:
        shown = (Value(ValueState.SHOWN, Decimal(21)),)
        table = Table(
            "Klasse", (Column(f"{title} i kolonnen"),), (TableRow("4.a", shown), TableRow("4.b", (SUPPRESSED,)))
        )
    type_ = DatasetType.objects.get(kind=kind)
    dataset = Dataset.objects.create(
        unit=page.unit, meeting=page.meeting, evidence=page, type=type_, measure=type_.measure, title=title,
        minimum_count=5, table=table.as_json(), created_by=page.owner,
    )  # fmt: skip
    shown_as = {"dataset": dataset.pk, "chart": "bar", "message": message or title, "rows_are_series": False}
    page.body = json.dumps([{"type": "figures", "id": str(uuid.uuid4()), "value": shown_as}])
    page.save()
    return page


@prepared
def minutes(
    *, meeting: MeetingPage | None = None, state: MinutesState | str = MinutesState.DRAFT, **fields: Any
) -> MinutesPage:
    """Minutes of a held meeting, with a text on each agenda item. Approved ones have no ApprovalRecord here."""
    meeting = meeting or make_meeting(state=MeetingState.HELD)
    if state != MinutesState.DRAFT:
        fields = {"submitted_at": timezone.now(), **fields}
    page = MinutesPage(title="Referat", slug="referat", meeting=meeting, unit=meeting.unit, state=state, **fields)
    MeetingItem.objects.filter(meeting=meeting).update(notes="Vi talte.")
    if state != MinutesState.DRAFT:
        page.sections = blocks_of("section", draft_content(page).sections)
    return grow(meeting, page)


@prepared
def agreement(
    *,
    minutes: MinutesPage | None = None,
    status: AgreementStatus | str = AgreementStatus.NOT_STARTED,
    due_on: date | None = None,
    **fields: Any,
) -> Agreement:
    minutes = minutes or make_minutes(state=MinutesState.APPROVED)
    due_on = due_on or timezone.localdate() + timedelta(days=60)
    fields = {"text": "Vi prøver to voksne i indskolingen", "owner": "unit", "block_id": uuid.uuid4(), **fields}
    if status in CLOSED_STATUSES:
        fields.setdefault("closed_on", timezone.localdate())
    fields.setdefault("status_wanted_on", status_wanted_on(due_on))
    return Agreement.objects.create(minutes=minutes, unit=minutes.unit, status=status, due_on=due_on, **fields)


@prepared
def wish(meeting: MeetingPage | None = None, *, text: str = "Sparring om overgange", **fields: Any) -> SupportRequest:
    """A wish on the first item of the meeting, brought with a statement on one of the unit's own initiatives."""
    meeting = meeting or globals()["meeting"](state=MeetingState.PREPARING)
    fields.setdefault("item", MeetingItem.objects.filter(meeting=meeting).order_by("pk").first())
    fields.setdefault("created_by", fields.get("responsible") or user())
    fields.setdefault("initiative_name", "Rolige overgange")
    fields.setdefault("answer_by", timezone.localdate() + timedelta(28))
    if fields.get("state") in ("answered", "closed"):
        fields = {"answer": "Ja, i marts.", "answered_at": timezone.now(), "answered_text": text, **fields}
    if fields.get("state") == "closed":
        fields = {"outcome": "Det blev til to møder.", "closed_at": timezone.now(), **fields}
    if fields.get("origin", "brought") == "brought":
        fields.setdefault("statement_id", uuid.uuid4())
    return SupportRequest.objects.create(meeting=meeting, text=text, **fields)


def initiative(name: str = "", **fields: Any) -> Initiative:
    return Initiative.objects.create(name=name or f"Indsats {next(_numbers)}", **fields)


def forum() -> ForumPage:
    home()
    return ForumPage.objects.get()


@prepared
def example(
    *, unit: UnitPage | None = None, state: ExampleState | str = ExampleState.PROPOSED, **fields: Any
) -> ExamplePage:
    """What a unit proposes to the leader forum; live only when it is cleared."""
    number = next(_numbers)
    unit = unit or make_unit()
    cleared = state in SHOWN_STATES
    if cleared:
        fields = {"cleared_at": timezone.now(), **fields}
    words = {"did": "Vi gjorde", "saw": "Vi så", "learnt": "Vi lærte", "others_can_use": "I kan bruge"}
    page = ExamplePage(
        title=fields.pop("title", f"Eksempel {number}"),
        slug=f"eksempel-{number}",
        unit=unit,
        unit_kind=unit.kind,
        school_year=fields.pop("school_year", SCHOOL_YEAR),
        state=state,
        live=cleared,
        **{**words, **fields},
    )
    return grow(forum(), page)


# Names for use where an argument of the same name hides the function.
make_meeting = meeting
make_minutes = minutes
