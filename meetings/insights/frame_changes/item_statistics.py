"""Planned and actual minutes of a year's meetings for each agenda item, and what was left out."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from statistics import median, quantiles

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Revision

from foundation.text.danish_formats import duration
from meetings.cycle.models import Cycle
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage

#: Of fewer meetings no median is shown: it would be the time of one of them.
MIN_MEETINGS = 3
#: An item that was on the screen for less was skipped.
MIN_SECONDS = 60


@dataclass(frozen=True)
class Spread:
    """Median and quartiles of minutes, rounded."""

    count: int
    low: int
    middle: int
    high: int

    @classmethod
    def from_values(cls, minutes: list[float]) -> "Spread | None":
        """None for fewer than MIN_MEETINGS."""
        if len(minutes) < MIN_MEETINGS:
            return None
        low, _middle, high = quantiles(minutes, n=4, method="inclusive")
        return cls(len(minutes), round(low), round(median(minutes)), round(high))

    @property
    def text(self) -> str:
        """ "45 min.", or "45 min., half of the meetings between 40 min. and 1 hour"."""
        if self.low == self.high:
            return duration(self.middle)
        return _("%(middle)s, half of the meetings between %(low)s and %(high)s") % {
            "middle": duration(self.middle), "low": duration(self.low), "high": duration(self.high),
        }  # fmt: skip


@dataclass
class ItemStatistics:
    """One agenda item over the held meetings of a year. `title` is that of the year's template."""

    title: str
    #: Minutes of each meeting.
    planned: list[float] = field(default_factory=list)
    #: Minutes of each meeting that was led on its screen and had the item.
    actual: list[float] = field(default_factory=list)
    meetings: int = 0
    on_screen: int = 0
    shortened: int = 0
    no_time: int = 0
    skipped: int = 0

    @property
    def planned_spread(self) -> Spread | None:
        return Spread.from_values(self.planned)

    @property
    def actual_spread(self) -> Spread | None:
        return Spread.from_values(self.actual)

    @property
    def in_short(self) -> str:
        """The medians: "planned 50 min., actual 1 hour"; empty when one of them is missing."""
        planned, actual = self.planned_spread, self.actual_spread
        if not planned or not actual:
            return ""
        values = {"planned": duration(planned.middle), "actual": duration(actual.middle)}
        return _("planned %(planned)s, actual %(actual)s") % values

    @property
    def lines(self) -> list[str]:
        """The figures in sentences."""
        if self.meetings < MIN_MEETINGS:
            return [_("Fewer than %(least)s meetings are held yet, so no times are shown.") % {"least": MIN_MEETINGS}]
        planned, actual = self.planned_spread, self.actual_spread
        found = []
        if planned:
            found.append(_("Planned: %(time)s") % {"time": planned.text})
        if actual:
            found.append(_("Actual: %(time)s") % {"time": actual.text})
        else:
            found.append(
                _("Fewer than %(least)s meetings were led on the screen, so no actual time is shown.")
                % {"least": MIN_MEETINGS}
            )
        return found + self._left_out()

    def _left_out(self) -> list[str]:
        values = {"meetings": self.meetings, "on_screen": self.on_screen}
        found = []
        if self.shortened:
            found.append(
                ngettext(
                    "Given less time at %(count)s of %(meetings)s meetings",
                    "Given less time at %(count)s of %(meetings)s meetings",
                    self.shortened,
                )
                % {"count": self.shortened, **values}
            )
        if self.no_time:
            found.append(
                ngettext(
                    "Left out of the agenda at %(count)s of %(meetings)s meetings",
                    "Left out of the agenda at %(count)s of %(meetings)s meetings",
                    self.no_time,
                )
                % {"count": self.no_time, **values}
            )
        if self.skipped and self.on_screen >= MIN_MEETINGS:
            found.append(
                ngettext(
                    "Skipped at %(count)s of %(on_screen)s meetings on the screen",
                    "Skipped at %(count)s of %(on_screen)s meetings on the screen",
                    self.skipped,
                )
                % {"count": self.skipped, **values}
            )
        return found


@dataclass(frozen=True)
class YearStatistics:
    """The held meetings of a year; `items` by block id."""

    meetings: int
    on_screen: int
    items: dict[str, ItemStatistics]


#: Title and minutes of an agenda item in an edition of the template.
Frame = dict[str, tuple[str, int | None]]


def item_statistics(cycle: Cycle) -> YearStatistics:
    """Return the figures of the cycle's held meetings, in two queries however many meetings there are."""
    held = MeetingPage.objects.filter(cycle=cycle, state=MeetingState.HELD)
    editions = Revision.objects.filter(pk__in=held.values("template_revision"))
    frames = {pk: _frame(content["agenda"]) for pk, content in editions.order_by("pk").values_list("pk", "content")}
    rows = MeetingItem.objects.filter(meeting__in=held).order_by("meeting_id").values_list(
        "meeting_id", "meeting__template_revision_id", "block_id", "planned_minutes", "actual_seconds"
    )  # fmt: skip
    by_meeting = defaultdict(list)
    for meeting, edition, block_id, planned, seconds in rows:
        key = str(block_id)
        title, minutes = frames[edition].get(key, ("", None))
        if title:  # an item that a later edition took out keeps its row while something refers to it
            by_meeting[meeting].append((key, title, minutes, planned, seconds))
    found: dict[str, ItemStatistics] = {}
    on_screen = 0
    for items in by_meeting.values():
        is_on_screen = any(seconds for *_item, seconds in items)
        on_screen += is_on_screen
        for key, title, minutes, planned, seconds in items:
            figures = found.setdefault(key, ItemStatistics(title))
            figures.title = title
            _add(figures, minutes, minutes if planned is None else planned, seconds if is_on_screen else None)
    return YearStatistics(len(by_meeting), on_screen, found)


def _add(figures: ItemStatistics, minutes: int | None, planned: int | None, seconds: int | None) -> None:
    """Add one meeting: the template's minutes, the meeting's own, and the seconds on its screen, if it had one."""
    figures.meetings += 1
    if planned:
        figures.planned.append(planned)
    if minutes and planned is not None and planned < minutes:
        figures.shortened += bool(planned)
        figures.no_time += not planned
    if seconds is not None:
        figures.on_screen += 1
        if seconds < MIN_SECONDS:
            figures.skipped += 1
        else:
            figures.actual.append(seconds / 60)


def _frame(agenda: str) -> Frame:
    return {
        str(block["id"]): (block["value"].get("title") or "", block["value"].get("minutes"))
        for block in json.loads(agenda)
        if block["type"] == "item"
    }
