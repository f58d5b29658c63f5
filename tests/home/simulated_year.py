"""A municipality of many units whose year is acted out day by day, by a clock that is moved."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

import time_machine
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.roles import Role
from accounts.user import User
from foundation.mail.outgoing_mail import OutgoingMail
from foundation.task_queue.queued_task import QueuedTask
from home.demo import meetings as act
from home.demo.clock import demo_clock
from home.demo.templates_and_years import make_registers, make_year
from meetings.agreements.follow_up_talk.hold_talk import hold_talk
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.follow_up_talk.propose_talk import propose_talk
from meetings.agreements.follow_up_talk.set_talk import set_talk
from meetings.agreements.models import Agreement
from meetings.cycle.models import Cycle
from meetings.data_plan.notifications import notify_gatherer
from meetings.meeting.pages import MeetingPage
from meetings.meeting.working_days import working_day_by
from meetings.minutes.pages import MinutesPage
from meetings.minutes.wish_fields import WishRow
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.save_sections import changes, save_sections
from meetings.notifications.enums import NewsChoice
from meetings.notifications.mail_waiting import WAIT_BEFORE_MAIL
from meetings.notifications.models import Recipient
from meetings.preparation.planned import PlannedAppointment
from meetings.support_requests.answer_wish import answer_wish
from meetings.support_requests.close_wish import close_wish
from meetings.support_requests.models import SupportRequest
from meetings.units.enums import UnitKind
from meetings.units.pages import UnitPage
from snippets.models import Initiative
from tests import factories
from tests.meetings.questionnaires.scene import questionnaire
from tests.queued_mails import queued_mails

NOON = time(12)
FIRST_YEAR = 2026
BEGINS, ENDS = date(FIRST_YEAR, 8, 15), date(FIRST_YEAR + 1, 7, 1)
EVERY_DAY = [BEGINS + timedelta(days=number) for number in range((ENDS - BEGINS).days)]
LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class Sent:
    """A mail that was put into the queue, and the day."""

    on: date
    message: OutgoingMail

    @property
    def to(self) -> str:
        return self.message.to

    @property
    def text(self) -> str:
        return f"{self.message.subject}\n{self.message.text}"

    @property
    def paths(self) -> list[str]:
        """The paths of its links, without the one to the choices."""
        found = [re.sub(r"^https?://[^/]+", "", link) for link in LINK.findall(self.message.text)]
        return [path for path in found if path != CHOICES]

    @property
    def is_combined(self) -> bool:
        """One of the mails of which there is at most one a day (decision 0034)."""
        return CHOICES in self.message.text


CHOICES = "/konto/beskeder/"


@dataclass
class Municipality:
    """`units` with their `people` (by unit and role), the plan of what is done when, and what was `sent`."""

    units: list[UnitPage]
    people: dict[tuple[int, Role], User]
    casts: dict[int, act.Cast]  # by unit
    cycle: Cycle
    initiatives: dict[str, Initiative]
    plan: dict[date, list[Callable[[], object]]] = field(default_factory=lambda: defaultdict(list))
    sent: list[Sent] = field(default_factory=list)

    def on(self, day: date, do: Callable[[], object]) -> None:
        """Do it on `day`, or on the Monday after a weekend."""
        self.plan[day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)].append(do)

    def live_through(self, days: Iterable[date], look: Callable[[Sent], object] = lambda one: None) -> None:
        """Day by day: the worker, what people do, the worker again. `look` gets each mail as it leaves."""
        for day in days:
            self._work(day, time(7, 30), look)
            if today := self.plan.pop(day, []):
                for do in today:
                    do()
                self._work(day, time(16), look)

    def _work(self, day: date, hour: time, look: Callable[[Sent], object]) -> None:
        begins = datetime.combine(day, hour, timezone.get_current_timezone())
        with time_machine.travel(begins, tick=False) as clock:
            if hour < NOON:
                for path in settings.DAILY_TASKS:
                    import_string(path).call(day=day.isoformat())
            clock.move_to(begins + 2 * WAIT_BEFORE_MAIL)
            left = queued_mails()  # what was told just now is combined
            QueuedTask.objects.all().delete()
            for message in left:
                one = Sent(day, message)
                self.sent.append(one)
                look(one)


def make(units: int) -> Municipality:
    """`units` units, every other one a daycare centre, each with four people, most of whom want no news; two areas with
    chef and consultant."""
    editor = factories.user(role=Role.CENTRAL_EDITOR, name="Rikke Redaktør")
    areas = {kind: factories.make_area(kind) for kind in (UnitKind.SCHOOL, UnitKind.DAYCARE)}
    wide = {
        (area.pk, role): factories.user(role=role, area=area, name=f"{role} {area.title}")
        for area in areas.values()
        for role in (Role.HEAD_OF_AREA, Role.CONSULTANT)
    }
    made, people, casts = [], {}, {}
    for number in range(units):
        area = list(areas.values())[number % 2]
        unit = factories.make_unit(f"Enhed {number:02} på bakken", area=area)
        made.append(unit)
        for role in (
            Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE,
        ):  # fmt: skip
            person = people[unit.pk, role] = factories.user(role=role, unit=unit, name=f"{role} {number:02}")
            if number % 4:
                Recipient.objects.create(person=person, news=NewsChoice.NEVER)
        chef, consultant = wide[area.pk, Role.HEAD_OF_AREA], wide[area.pk, Role.CONSULTANT]
        casts[unit.pk] = act.Cast(people[unit.pk, Role.AGREEMENT_HOLDER], chef, consultant, editor)
    initiatives = make_registers()
    cycle = make_year(0, FIRST_YEAR, editor)
    questionnaire(cycle.template)
    found = Municipality(made, people, casts, cycle, initiatives)
    for number, unit in enumerate(made):
        UnitYear(found, unit, number).plan()
    return found


@dataclass
class UnitYear:
    """What the people of one unit do in a year, each with a little of their own."""

    all: Municipality
    unit: UnitPage
    number: int

    def plan(self) -> None:
        held = date(FIRST_YEAR, 10, 12) + timedelta(days=2 * self.number)
        held += timedelta(days=(7 - held.weekday()) % 7 if held.weekday() > 4 else 0)
        later = lambda days: held + timedelta(days=days)  # noqa: E731
        plan = self.all.on
        plan(later(-50), self.begin)
        plan(later(-45), lambda: act.set_time_and_people(self.meeting, self.cast, held, later(-45), self.guests))
        plan(later(-44), lambda: act.invite(self.meeting, self.cast, later(-44)))
        plan(later(-30), lambda: act.prepare(self.meeting, self.cast, later(-30)))
        plan(later(-20), lambda: self.ask_for_data(later(-8)))
        plan(held, lambda: act.meet(self.meeting, self.cast, held))
        plan(later(2), lambda: self.write(later(2)))
        plan(later(14), lambda: self.submit(later(14)))
        if self.number % 5 == 0:
            plan(later(16), lambda: act.send_back(self.minutes, self.cast, later(16)))
            plan(later(18), lambda: self.submit(later(18)))
        plan(later(21), lambda: act.approve(self.minutes, self.cast, later(21)))
        if self.number % 2:
            plan(later(40), lambda: self.answer_wishes(later(40)))
            plan(later(70), lambda: self.close_wishes(later(70)))
            plan(later(75), lambda: self.set_talk(later(75), later(100)))
            plan(later(100), lambda: self.hold_talk(later(100)))
        for number in range(3):
            plan(later(90 + 20 * number), lambda number=number: self.follow_up(number, later(90 + 20 * number)))

    @property
    def cast(self) -> act.Cast:
        return self.all.casts[self.unit.pk]

    @property
    def guests(self) -> list[act.Guest]:
        return [act.Guest(f"Gæst {self.number:02}", f"gaest{self.number:02}@example.dk", Role.BOARD_REPRESENTATIVE)]

    @property
    def meeting(self) -> MeetingPage:
        return MeetingPage.objects.select_related("unit__area", "cycle").get(unit=self.unit)

    @property
    def meeting_of_first_year(self) -> MeetingPage:
        return MeetingPage.objects.get(unit=self.unit, cycle=self.all.cycle)

    @property
    def minutes(self) -> MinutesPage:
        return MinutesPage.objects.get(meeting__unit=self.unit)

    def begin(self) -> None:
        act.make_meeting(self.unit, self.all.cycle, self.cast)

    def ask_for_data(self, due: date) -> None:
        teacher = self.all.people[self.unit.pk, Role.STAFF_REPRESENTATIVE]
        line = factories.plan_line(self.meeting, "Børnenes egne fotos", gatherer=teacher, due_on=due)
        notify_gatherer(line, by=self.cast.leader, before=None)

    def write(self, day: date) -> None:
        minutes = act.write(self.meeting, self.cast, day, self.all.initiatives, agreements=2 + self.number % 3)
        with demo_clock(day, 15):
            before = draft_content(minutes)
            wish = WishRow(str(uuid4()), text="En sparring om overgangen fra børnehave til skole.")
            written = changes(before, replace(before, wishes=(wish,)))
            minutes = save_sections(minutes=minutes, inputs=written, by=self.cast.leader).minutes
        act.read_together(minutes, self.cast, day, remarks=self.number % 3 == 0)

    def submit(self, day: date) -> None:
        act.submit(self.minutes, self.cast, day)

    def follow_up(self, number: int, day: date) -> None:
        """Some write how it goes; others let the date pass."""
        rows = list(Agreement.objects.filter(unit=self.unit).order_by("pk"))
        if number < len(rows) and (self.number + number) % 3 and rows[number].is_open:
            act.record_progress(rows[number], "fulfilled" if number else "in_progress", self.cast, day)

    def answer_wishes(self, day: date) -> None:
        with demo_clock(day, 11):
            for wish in SupportRequest.objects.filter(meeting__unit=self.unit):
                answer_wish(wish=wish, answer="Det kan vi godt. Jeg ringer i uge 3.", by=self.cast.consultant)

    def close_wishes(self, day: date) -> None:
        with demo_clock(day, 11):
            for wish in SupportRequest.objects.filter(meeting__unit=self.unit):
                close_wish(wish=wish, outcome="To besøg og en fælles plan.", by=self.cast.consultant)

    def set_talk(self, day: date, on: date) -> None:
        with demo_clock(day, 11):
            talk = propose_talk(meeting=self.meeting, by=self.cast.leader, today=day)
            when = PlannedAppointment(
                day=working_day_by(on), begins_at=time(10), ends_at=time(10, 30), place="Kontoret"
            )
            set_talk(talk=talk, appointment=when, by=self.cast.leader, today=day)

    def hold_talk(self, day: date) -> None:
        with demo_clock(day, 12):
            hold_talk(talk=FollowUpTalk.objects.get(meeting=self.meeting), by=self.cast.chef, today=day)
