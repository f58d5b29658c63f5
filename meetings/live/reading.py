"""What the meeting's screen shows."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.blocks import StructValue

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.agreements.agreements_from_earlier_years import open_from_earlier_years
from meetings.evidence.contribution.initial_params import AGENDA_ITEM_PARAM
from meetings.evidence.reading import meeting_evidence
from meetings.initiatives.reading import may_write_statements, statements_by_item, statements_url
from meetings.live.clock import clock_of, place_of
from meetings.live.models import LiveMeeting
from meetings.live.permissions import may_chair
from meetings.meeting.agenda import AgendaItem, agenda_of
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.item import MeetingItem, items_of
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs


@dataclass(frozen=True)
class LiveStep:
    """An item in the list beside the screen; `state` is "done", "now" or "next"."""

    item: AgendaItem
    state: str


def live_context(meeting: MeetingPage, live: LiveMeeting | None, user: AnyUser, now: datetime) -> dict[str, object]:
    """Return the context of the screen. `live` is None before anybody was named to lead the meeting.

    `agenda`, `item`, `clock` and what belongs to the present item are there while the meeting runs.
    """
    urls = urls_of(meeting)
    context: dict[str, object] = {
        "meeting": meeting,
        "live": live,
        "leads": may_chair(user, meeting, live),
        "names_leader": access.of(user).may(Right.HOLD, meeting.unit),
        "is_today": bool(meeting.starts_at and timezone.localdate(meeting.starts_at) == timezone.localdate(now)),
        "crumbs": breadcrumbs(meeting, _("The meeting")),
        "urls": urls,
    }
    if live is None or not live.is_running:
        return context
    items_of(meeting, brought=True, times=True)  # before others read the agenda
    statements, items = statements_by_item(meeting), agenda_of(meeting)
    place = place_of(live, items)
    item, clock = items[place], clock_of(live, items, now)
    states = ["done"] * place + ["now"] + ["next"] * (len(items) - place - 1)
    return context | {
        "agenda": [LiveStep(one, state) for one, state in zip(items, states, strict=True)],
        "item": item,
        "clock": clock,
        "ends_at": clock.ends_at(now),
        "previous": items[place - 1] if place else None,
        "following": items[place + 1] if place + 1 < len(items) else None,
        "statements": statements.get(item.id, []),
        "statements_url": _statements_url(meeting, item, user),
        **_of_item(meeting, item, user),
    }


def urls_of(meeting: MeetingPage) -> dict[str, str]:
    where = meeting_url_kwargs(meeting)
    names = ("live_meeting", "live_begin", "live_chair", "live_command", "live_state", "presentation", "hold_meeting")
    return {name: reverse(name, kwargs=where) for name in names} | {"meeting": meeting.url}


def _statements_url(meeting: MeetingPage, item: AgendaItem, user: AnyUser) -> str:
    """Where what the unit brings on the item is written; "" for those who may not."""
    return statements_url(meeting) if item.brings and may_write_statements(user, meeting) else ""


def _of_item(meeting: MeetingPage, item: AgendaItem, user: AnyUser) -> dict[str, object]:
    """The evidence, earlier agreements, notes and new agreements that go with the present item."""
    evidence = meeting_evidence(meeting, user)
    groups, add_url = evidence["evidence_items"].get(item.id, []), evidence["evidence_add_url"]
    found: dict[str, object] = {
        "add_url": f"{add_url}?{AGENDA_ITEM_PARAM}={item.id}" if add_url and item.row else "",
        "cards": [card for group in groups for card in group["cards"]],
        "earlier": open_from_earlier_years(meeting, user),
        "follows_up": access.of(user).may(Right.FOLLOW_UP, meeting.unit),
        "writes": False,
    }
    if item.row is None or not access.of(user).may(Right.WRITE_MINUTES, meeting.unit):
        return found
    where = {**meeting_url_kwargs(meeting), "item": item.id}
    row = MeetingItem.objects.only("notes", "version").get(pk=item.row.pk)
    return found | {
        "writes": True,
        "row": row,
        "notes_url": reverse("live_notes", kwargs=where),
        "agreement_url": reverse("live_agreement", kwargs=where),
        "wish_url": reverse("live_wish", kwargs=where),
        **_rows(meeting, item),
    }


def _rows(meeting: MeetingPage, item: AgendaItem) -> dict[str, list[StructValue]]:
    """The values of the agreements and wishes made under the item so far, from the draft of the minutes."""
    minutes = MinutesPage.objects.filter(meeting=meeting).only("agreements", "wishes").first()
    return {
        part: [row.value for row in getattr(minutes, part, ()) if row.value["section"] == item.id]
        for part in ("agreements", "wishes")
    }
