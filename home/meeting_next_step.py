"""The next step of a user with a meeting, by its state and the user's rights."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from foundation.text.danish_formats import days_away, format_date
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import PreparationStep
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_urls import minutes_page_url
from meetings.minutes.pages import MinutesPage
from meetings.units.access import Access
from meetings.units.url_prefixes import meeting_url_kwargs, unit_url_kwargs


@dataclass(frozen=True)
class NextStep:
    """`title` is what to do, `why` an explanation; without `url` there is no button, and the user has to wait."""

    title: str
    why: str
    label: str = ""
    url: str = ""
    when: str = ""


def next_step(
    meeting: MeetingPage,
    access: Access,
    minutes: MinutesPage | None,
    *,
    steps: Sequence[PreparationStep],
    handed_in: int,
    today: date,
) -> NextStep:
    """Return what comes next. `steps`: those of the preparation. `handed_in`: how many contributions wait to be
    shared."""
    this = _NextStepFinder(meeting, access, minutes, steps, handed_in, today)
    return {
        MeetingState.PLANNED: this.while_planned,
        MeetingState.INVITED: this.while_preparing,
        MeetingState.PREPARING: this.while_preparing,
        MeetingState.HELD: this.when_held,
        MeetingState.CANCELLED: this.when_cancelled,
    }[MeetingState(meeting.state)]()


@dataclass(frozen=True)
class _NextStepFinder:
    """One user and one meeting; a method for each state gives the next step."""

    meeting: MeetingPage
    person: Access
    minutes: MinutesPage | None
    steps: Sequence[PreparationStep]
    handed_in: int
    today: date

    def may(self, right: Right) -> bool:
        return self.person.may(right, self.meeting.unit)

    def to(self, name: str) -> str:
        return reverse(name, kwargs=meeting_url_kwargs(self.meeting))

    @property
    def unit(self) -> dict[str, str]:
        return {"unit": self.meeting.unit.title}

    @property
    def open_step(self) -> PreparationStep | None:
        return next((step for step in self.steps if not step.done_at), None)

    # Planned -----------------------------------------------------------------------------------------------------

    def while_planned(self) -> NextStep:
        if self.may(Right.CONVENE):
            return NextStep(
                _("Convene the meeting"),
                _("Choose a day, a room and who takes part. Everybody gets one mail with agenda and calendar file."),
                _("Convene the meeting"),
                self.to("convene"),
            )
        if self.may(Right.SHAPE_AGENDA):
            return NextStep(
                _("Change the agenda"),
                _("The agreement holder convenes the meeting. Meanwhile you can add what you want to talk about."),
                _("Change the agenda"),
                self.to("meeting_agenda"),
            )
        if self.may(Right.PREPARE) and self.open_step:
            return self._prepare()
        if self.may(Right.ADD_EVIDENCE):
            return self._gather()
        return NextStep(
            _("Wait for the invitation"),
            _("%(unit)s convenes the meeting. You get a mail with day and place.") % self.unit,
        )

    # Convened ----------------------------------------------------------------------------------------------------

    def while_preparing(self) -> NextStep:
        if self.meeting.starts_at and timezone.localdate(self.meeting.starts_at) <= self.today:
            return self._on_the_day()
        if self.may(Right.PREPARE) and self.open_step:
            return self._prepare()
        if self.handed_in and self.may(Right.SHARE_EVIDENCE):
            waiting = ngettext(
                "%(count)s contribution is handed in. The meeting sees it when you share it.",
                "%(count)s contributions are handed in. The meeting sees them when you share them.",
                self.handed_in,
            )
            return NextStep(
                _("Share with the meeting"), waiting % {"count": self.handed_in}, _("Look it over and share it"),
                self.to("handed_in"), self._day(),
            )  # fmt: skip
        if self.may(Right.ADD_EVIDENCE):
            return self._gather()
        return self._read()

    def _on_the_day(self) -> NextStep:
        """The meeting's screen on the day itself; afterwards what was forgotten."""
        is_today = timezone.localdate(self.meeting.starts_at) == self.today
        if is_today and self.may(Right.HOLD):
            why = _(
                "The screen shows one agenda item at a time, with its time. Ending it there records that the meeting "
                "was held."
            )
            return NextStep(
                _("Begin the meeting"), why, _("Lead the meeting on its screen"), self.to("live_meeting"), self._day()
            )
        if is_today:
            why = _("The agenda and what %(unit)s has gathered are here.") % self.unit
            return NextStep(
                _("Go to the meeting"), why, _("Follow the meeting on its screen"), self.to("live_meeting"), self._day()
            )
        if self.may(Right.HOLD):
            return NextStep(
                _("Record that the meeting was held"), _("Then you can write the minutes together."),
                _("The meeting is held"), self.to("hold_meeting"), self._day(),
            )  # fmt: skip
        return NextStep(
            _("Go to the meeting"), _("The agenda and what %(unit)s has gathered are here.") % self.unit,
            _("Read the agenda"), "#dagsorden", self._day(),
        )  # fmt: skip

    def _prepare(self) -> NextStep:
        step = self.open_step
        assert step is not None  # noqa: S101 — checked by the callers
        if step.planned_on is None:
            why = _("“%(step)s” has no day yet.") % {"step": step.title}
            return NextStep(
                _("Prepare the meeting"), why, _("Go to the preparation"), self.to("preparation"), self._day()
            )
        over = step.planned_on < self.today
        why = (
            _("Write what you agreed at “%(step)s”.") if over else _("“%(step)s” is the next thing in the preparation.")
        ) % {"step": step.title}
        when = f"{format_date(step.planned_on)} ({days_away(step.planned_on, self.today)})"
        return NextStep(_("Prepare the meeting"), why, _("Go to the preparation"), self.to("preparation"), when)

    def _gather(self) -> NextStep:
        why = _(
            "Bring a picture, a film, a story or something the children said. It is your own draft until it is shared."
        )
        return NextStep(
            _("Show what you see"), why, _("Add a picture, film or story"), self.to("evidence_new"), self._day()
        )

    def _read(self) -> NextStep:
        return NextStep(
            _("Read the agenda"), _("Here you find what %(unit)s has gathered for the meeting.") % self.unit,
            _("Put it in my calendar"), self.to("meeting_calendar"), self._day(),
        )  # fmt: skip

    # Held --------------------------------------------------------------------------------------------------------

    def when_held(self) -> NextStep:
        state = self.minutes.state if self.minutes else None
        if state == MinutesState.APPROVED:
            return self._follow_up()
        if state == MinutesState.SUBMITTED:
            return self._decide()
        if self.may(Right.WRITE_MINUTES):
            begun = _("The minutes are begun. When everything is there, you send them for approval.")
            fresh = _("Write briefly what you saw, what you learnt and what you agreed.")
            return NextStep(
                _("Write the minutes"), begun if state else fresh, _("Write the minutes"), self.to("minutes_write")
            )
        return NextStep(_("The minutes are on their way"), _("You can read them when they are approved."))

    def _decide(self) -> NextStep:
        if self.may(Right.APPROVE_MINUTES):
            return NextStep(
                _("Approve the minutes"),
                _("%(unit)s has sent the minutes. Approve them, or send them back with a reason.") % self.unit,
                _("Read and decide"), self.to("minutes_decide"),
            )  # fmt: skip
        if self.may(Right.WRITE_MINUTES):
            return NextStep(
                _("The minutes await approval"), _("The head of the area reads them. You get a mail."),
                _("Read the minutes"), minutes_page_url(self.meeting),
            )  # fmt: skip
        return NextStep(_("The minutes are on their way"), _("You can read them when they are approved."))

    def _follow_up(self) -> NextStep:
        if self.may(Right.FOLLOW_UP):
            return NextStep(
                _("Follow up on the agreements"), _("The minutes are approved. Write now and then how it goes."),
                _("See the agreements"), reverse("unit_agreements", kwargs=unit_url_kwargs(self.meeting.unit)),
            )  # fmt: skip
        return NextStep(
            _("Read the minutes"), _("The minutes are approved, and the agreements are under way."),
            _("Read the minutes"), minutes_page_url(self.meeting),
        )  # fmt: skip

    def when_cancelled(self) -> NextStep:
        if self.may(Right.CANCEL):
            return NextStep(
                _("Find a new day"), _("Reopen the meeting, and convene with a new date."),
                _("Reopen the meeting"), self.to("reopen_meeting"),
            )  # fmt: skip
        return NextStep(_("The meeting is cancelled"), _("If there is a new date, you get a new invitation."))

    def _day(self) -> str:
        if not self.meeting.starts_at:
            return ""
        day = timezone.localdate(self.meeting.starts_at)
        return _("The meeting is on %(day)s (%(away)s)") % {"day": format_date(day), "away": days_away(day, self.today)}
