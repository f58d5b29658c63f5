"""What one of a unit's roles sees on its pages: menu, buttons, when they are there, and who has the others.

Administrators see no unit's content, and are asked why somebody cannot find a button. So nothing here is read from the
unit's meetings: it follows from the roles, their rights and the states that a meeting can be in. Names are those of
memberships that the person may see.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import MATRIX, SCOPE, Right, Role, Scope, roles_with
from foundation.municipality import Municipality
from home.meeting_acts import acts_on
from home.meeting_next_step import next_step
from home.menu import entries_of
from meetings.meeting.calendar_objects import moment_of
from meetings.meeting.enums import CONVENED_STATES, MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.units.access import Access, CurrentRole
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage
from meetings.units.see_as import ROLES, RolePreview


def role_preview(seen: RolePreview, unit: UnitPage, access: Access) -> dict[str, object]:
    """Return the context of the page: menu and buttons of `unit` for `seen.role`; `access` is who looks, with `own`."""
    role, own = seen.role, Access(access.user, access.today, access.own)
    by_unit = SCOPE[role] is Scope.UNIT
    held = CurrentRole(role, unit.pk if by_unit else None, None if by_unit else unit.area_id, unit.title, unit.url)
    shown = Access(None, access.today, (held,))
    moments = _moments(unit) if shown.has(Right.SEE_MEETING) else []
    return {
        "unit": unit,
        "role": role.label,
        "menu": [label for label, _url in entries_of(shown, Municipality.here().sections)],
        "holders": _holders(role, unit, own),
        "sees_unit": shown.has(Right.SEE_UNIT),
        "parts": [label for right, label in _parts() if shown.has(right)],
        "columns": [{"label": label} for label in (_("When"), _("It says"), _("The button"), _("Also on the page"))],
        "moments": [_moment(when, meeting, shown) for when, meeting in moments],
        "lacking": _lacking(role),
    }


def _parts() -> tuple[tuple[Right, str], ...]:
    """What stands on the unit's page, by the right it takes."""
    return (
        (Right.SEE_MEETING, _("The year as steps, and “Go to the meeting”")),
        (Right.SEE_AGREEMENTS, _("Open agreements")),
        (Right.SEE_WISHES, _("Wishes to the administration")),
        (Right.SEE_FORUM, _("Our examples in the leader forum")),
        (Right.SEE_UNIT, _("Who we are, and people")),
        (Right.EDIT_PROFILE, _("The button “Edit the profile”")),
        (Right.MANAGE_UNIT_PEOPLE, _("The link “Who is what”")),
    )


def _holders(role: Role, unit: UnitPage, own: Access) -> list[str]:
    """Who has the role in the unit, or its area, today, as far as `own` may see it."""
    from meetings.units.visibility import membership

    where = {"unit": unit} if SCOPE[role] is Scope.UNIT else {"area": unit.area_id}
    rows = Membership.objects.current(own.today).filter(membership(own), role=role, user__is_active=True, **where)
    return list(rows.order_by("user__name").values_list("user__name", flat=True))


def _moments(unit: UnitPage) -> list[tuple[str, MeetingPage]]:
    """A meeting in each state it can be in, with the words for it. None of them is one of the unit's."""
    today = timezone.localdate()
    noon = moment_of(today, time(12))
    week = timedelta(days=7)

    def meeting(state: MeetingState, day: datetime | None, minutes: MinutesState | None = None) -> MeetingPage:
        made = MeetingPage(unit=unit, state=state, starts_at=day, url_path=f"{unit.url_path}{today.year}/")
        made._state.fields_cache["minutes_page"] = MinutesPage(state=minutes) if minutes else None
        return made

    return [
        (_("Before it is convened"), meeting(MeetingState.PLANNED, None)),
        (_("When it is convened"), meeting(MeetingState.PREPARING, noon + week)),
        (_("On the day"), meeting(MeetingState.PREPARING, noon)),
        (_("After the day, until somebody says that it was held"), meeting(MeetingState.PREPARING, noon - week)),
        (_("Held"), meeting(MeetingState.HELD, noon - week)),
        (_("While the minutes are written"), meeting(MeetingState.HELD, noon - week, MinutesState.DRAFT)),
        (_("While the minutes await approval"), meeting(MeetingState.HELD, noon - week, MinutesState.SUBMITTED)),
        (_("When the minutes are approved"), meeting(MeetingState.HELD, noon - week, MinutesState.APPROVED)),
        (_("If it is cancelled"), meeting(MeetingState.CANCELLED, None)),
    ]


def _moment(when: str, meeting: MeetingPage, shown: Access) -> list[str]:
    """A row of the table: when, what the page says is next, its button, and the other links."""
    if not shown.has(Right.SEE_PLANNED_MEETING) and meeting.state not in CONVENED_STATES:
        return [when, _("The role does not see the meeting."), "–", "–"]
    minutes = getattr(meeting, "minutes_page", None)
    step = next_step(meeting, shown, minutes, steps=(), handed_in=0, today=shown.today)
    allowed = acts_on(meeting, shown)
    adds = shown.has(Right.ADD_EVIDENCE) and meeting.accepts_evidence
    links = [_("Add a picture, film or story")] if adds else []
    links += [label for name, label in _labels(meeting) if allowed[name]]
    return [when, step.title, step.label or "–", ", ".join(label for label in links if label != step.label)]


def _labels(meeting: MeetingPage) -> tuple[tuple[str, str], ...]:
    """The words of each act on the meeting's page."""
    return (
        ("data_plan", _("Data plan")),
        ("presentation", _("Show on screen")),
        ("meeting_agenda", _("Change the agenda")),
        ("meeting_replies", _("See who comes, and note answers")),
        ("convene", _("Change time, place or people") if meeting.is_convened else _("Set time, place and people")),
        ("meeting_calendar", _("Put it in my calendar")),
        ("meeting_answers", _("Answers to the questionnaires")),
        ("documents", _("Download the agenda as a document")),
        ("cancel_meeting", _("Cancel the meeting")),
        (
            "reopen_meeting",
            _("It was not held after all") if meeting.state == MeetingState.HELD else _("Reopen the meeting"),
        ),
    )


def _lacking(role: Role) -> list[dict[str, str]]:
    """What others around a unit may do and `role` may not, by who they are."""
    found: dict[str, list[str]] = {}
    for right in Right:
        others = [str(one.label) for one in ROLES if one in roles_with(right)]
        if others and right not in MATRIX[role]:
            found.setdefault(", ".join(others), []).append(str(right.label))
    return [{"term": who, "value": "; ".join(acts)} for who, acts in found.items()]
