"""Take the demo's meetings through their year, with the same actions that people use."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from home.demo import minutes_text as text
from home.demo.clock import demo_clock
from home.demo.follow_up.frame_changes import set_actual_times
from home.demo.follow_up.wishes import wish_rows
from meetings.agreements.follow_up import follow_up
from meetings.agreements.models import Agreement
from meetings.agreements.supporting_evidence import shared_evidence
from meetings.convening.convene import convene
from meetings.cycle.models import Cycle
from meetings.meeting.agenda import agenda_of
from meetings.meeting.change_agenda import ItemChange, change_agenda
from meetings.meeting.create_meeting import create_meeting
from meetings.meeting.enums import Attendance
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.participants.set_participants import Guest, set_participants
from meetings.meeting.pauses import Pause, pauses_of
from meetings.meeting.record_preparation import record_preparation
from meetings.meeting.set_appointment import set_appointment
from meetings.meeting.states.cancel_meeting import cancel_meeting
from meetings.meeting.states.hold_meeting import hold_meeting
from meetings.minutes.approval.approve_minutes import approve_minutes
from meetings.minutes.approval.return_minutes import return_minutes
from meetings.minutes.approval.submit_minutes import submit_minutes
from meetings.minutes.content import AgreementRow, MinutesContent
from meetings.minutes.pages import MinutesPage
from meetings.minutes.remarks.answer_remark import answer_remark
from meetings.minutes.remarks.give_remark import give_remark
from meetings.minutes.remarks.rounds import readers as readers_of_round
from meetings.minutes.remarks.start_round import start_round
from meetings.minutes.writing.add_row import add_row
from meetings.minutes.writing.begin_minutes import begin_minutes
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.save_sections import changes, save_sections
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage
from snippets.models import Initiative

#: Takes part without an account.
PARENT = Guest("Maja Krogh", "maja.krogh@demo.example", Role.BOARD_REPRESENTATIVE)


@dataclass(frozen=True)
class Cast:
    """The users who act for one unit."""

    leader: User
    chef: User
    consultant: User
    editor: User


def make_meeting(unit: UnitPage, cycle: Cycle, cast: Cast) -> MeetingPage:
    with demo_clock(date(cycle.first_year, 8, 15)):
        revision = cycle.template.latest_revision
        return create_meeting(unit=unit, cycle=cycle, template_revision=revision, by=cast.editor)


def set_time_and_people(
    meeting: MeetingPage, cast: Cast, day: date, said_on: date, guests: Sequence[Guest] = ()
) -> MeetingPage:
    """Set date, room and participants, on `said_on`."""
    begins = timezone.make_aware(datetime.combine(day, time(9)))
    with demo_clock(said_on) as now:
        room = "Lærerværelset" if meeting.unit.kind == "school" else "Personalestuen"
        meeting = set_appointment(
            meeting=meeting, starts_at=begins, room=room, by=cast.leader, now=now, outside_year=True
        )  # in the weeks around the summer, "lately" and "soon" are in another school year
        own = Membership.objects.current(said_on).filter(unit=meeting.unit).values_list("user_id", flat=True)
        people = [*own, cast.chef.pk, cast.consultant.pk]
        set_participants(meeting=meeting, people=people, guests=guests, by=cast.leader, today=said_on)
        _place_lunch(_fresh(meeting), cast)
    return _fresh(meeting)


def _place_lunch(meeting: MeetingPage, cast: Cast) -> None:
    """Add a lunch break of twenty minutes, taken from the open items before and after it."""
    before, after = (item for item in agenda_of(meeting) if item.is_open and not item.is_break and item.minutes != 30)
    changes = {item.id: ItemChange((item.minutes or 0) - 10, item.local_topics) for item in (before, after)}
    pauses = [*pauses_of(meeting), Pause("Frokost", 20, after.id)]
    change_agenda(meeting=meeting, changes=changes, pauses=pauses, expected_version=None, by=cast.leader)


def invite(meeting: MeetingPage, cast: Cast, said_on: date) -> MeetingPage:
    with demo_clock(said_on) as now:
        convene(meeting=meeting, by=cast.leader, now=now, board_has_nobody=True)
    return _fresh(meeting)


def prepare(meeting: MeetingPage, cast: Cast, said_on: date, *, all_done: bool = True) -> MeetingPage:
    decided = [
        "I ser på børnenes egne billeder og på tiden efter frikvarter. Medarbejderne observerer i uge 40 og 41.",
        "Vi læste billeder, observationer og tal sammen og valgte tre ting, mødet skal se.",
    ]
    with demo_clock(said_on):
        for step, words in zip(meeting.preparation_steps.order_by("position"), decided, strict=False):
            done = all_done or step.position == 0
            record_preparation(
                step=step, planned_on=said_on if done else said_on + timedelta(days=9), decided=words if done else "",
                done=done, by=cast.consultant,
            )  # fmt: skip
    return _fresh(meeting)


def meet(meeting: MeetingPage, cast: Cast, day: date) -> MeetingPage:
    people = list(Participant.objects.filter(meeting=meeting).order_by("pk"))
    there = {person.pk: Attendance.PRESENT for person in people}
    if len(people) > 5 and people[-1].user_id:
        there[people[-1].pk] = Attendance.ABSENT
    with demo_clock(day, 14) as now:
        hold_meeting(meeting=meeting, attendance=there, by=cast.leader, now=now)
    set_actual_times(meeting)
    return _fresh(meeting)


def call_off(meeting: MeetingPage, cast: Cast, day: date) -> None:
    with demo_clock(day):
        cancel_meeting(
            meeting=meeting, reason="Huset flytter i den uge. Vi finder en ny dato i januar.", by=cast.leader
        )


def write(
    meeting: MeetingPage, cast: Cast, day: date, initiatives: dict[str, Initiative], *, agreements: int
) -> MinutesPage:
    """Write text under every item, and `agreements` agreements, which differ by year and unit."""
    start = meeting.cycle.first_year * 3 + meeting.unit_id
    with demo_clock(day, 15):
        minutes = begin_minutes(meeting=meeting, by=cast.leader)
        last = draft_content(minutes).sections[-1].id
        at_meeting, in_minutes = wish_rows(start, last, initiatives)
        minutes = add_row(meeting=meeting, row=at_meeting, is_running=False, by=cast.leader)
        empty = draft_content(minutes)
        content = MinutesContent(
            sections=tuple(
                replace(section, text=words) for section, words in zip(empty.sections, text.SECTIONS, strict=False)
            ),
            agreements=tuple(
                AgreementRow(
                    str(uuid4()),
                    section=empty.sections[-1].id,
                    text=agreed.text,
                    owner=agreed.owner,
                    owner_detail=agreed.detail,
                    due_on=day + timedelta(weeks=agreed.weeks),
                    initiative=initiatives[agreed.initiative].pk if agreed.initiative else None,
                )
                for agreed in (text.AGREEMENTS[(start + n) % len(text.AGREEMENTS)] for n in range(agreements))
            ),
            earlier=tuple(
                replace(
                    row,
                    outcome="carried_over",
                    new_due_on=day + timedelta(weeks=30),
                    note=text.FOLLOW_UPS["carried_over"],
                )
                for row in empty.earlier
            ),
            adjust_frame=text.ADJUST_FRAME[start % len(text.ADJUST_FRAME)],
            adjust_content=text.ADJUST_CONTENT[start // 2 % len(text.ADJUST_CONTENT)],
            wishes=(*empty.wishes, in_minutes) if start % 2 else empty.wishes,
        )
        content = replace(content, attendance=empty.attendance)
        return save_sections(minutes=minutes, inputs=changes(empty, content), by=cast.leader).minutes


def read_together(minutes: MinutesPage, cast: Cast, day: date, *, remarks: bool, over: bool = True) -> None:
    """Send the draft to the participants. With `remarks` two of them remark, and the first is answered; if the round is
    `over`, both are."""
    with demo_clock(day, 10):
        started = start_round(minutes=minutes, by=cast.leader, today=day)
    readers = list(readers_of_round().filter(round=started).order_by("participant__role", "pk")) if remarks else []
    blocks = [str(block.id) for block in minutes.meeting.agenda_items if not block.value["is_break"]]
    for number, (words, answer) in enumerate(text.REMARKS[: len(readers)]):
        with demo_clock(day + timedelta(days=1), 16):
            reader, today = readers[-1 - number], day + timedelta(days=1)
            remark = give_remark(reader=reader, block_id=blocks[number], text=words, today=today)
        if over or not number:
            with demo_clock(day + timedelta(days=2), 9):
                answer_remark(
                    remark=remark, is_taken_in=bool(number), answer=answer, by=cast.leader, expected_version=None,
                    today=day + timedelta(days=2),
                )  # fmt: skip


def submit(minutes: MinutesPage, cast: Cast, day: date) -> MinutesPage:
    with demo_clock(day, 9):
        submit_minutes(minutes=minutes, expected_version=minutes.version, by=cast.leader, today=day)
    return MinutesPage.objects.get(pk=minutes.pk)


def send_back(minutes: MinutesPage, cast: Cast, day: date) -> None:
    with demo_clock(day, 11):
        return_minutes(
            minutes=minutes, expected_version=minutes.version, reason=text.RETURN_REASON, by=cast.chef, today=day
        )


def approve(minutes: MinutesPage, cast: Cast, day: date) -> None:
    with demo_clock(day, 11):
        submission = minutes.submissions.latest("pk")
        approve_minutes(
            minutes=minutes,
            expected_version=minutes.version,
            content_hash=submission.content_hash,
            by=cast.chef,
            today=day,
        )


def record_progress(agreement: Agreement, status: str, cast: Cast, day: date, *, shown: bool = False) -> None:
    """Write a status; `shown`: with the latest evidence of the unit that was shared by then."""
    with demo_clock(day):
        by = cast.leader if agreement.owner == "unit" else cast.consultant
        pieces = shared_evidence(by, agreement.unit_id).filter(shared_at__date__lte=day)[: 1 if shown else 0]
        follow_up(
            agreement=agreement, status=status, note=text.FOLLOW_UPS[status], by=by, today=day,
            evidence=[piece.pk for piece in pieces],
        )  # fmt: skip


def _fresh(meeting: MeetingPage) -> MeetingPage:
    return MeetingPage.objects.select_related("unit__area", "cycle").get(pk=meeting.pk)
