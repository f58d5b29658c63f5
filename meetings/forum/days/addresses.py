"""URLs of forum days."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.forum.addresses import DAYS, FORUM
from meetings.forum.days.pages import ForumDayPage


def of_day(name: str, day: ForumDayPage) -> str:
    """The URL of the view `name` (forum_day_programme, …); "forum_day" is the page itself."""
    return f"{DAYS}{day.slug}/" if name == "forum_day" else reverse(name, kwargs={"slug": day.slug})


def crumbs(*here: str, day: ForumDayPage | None = None, in_forum: bool = True) -> list[dict[str, Any]]:
    """`in_forum`: the reader sees the lederforum too, not only days to which they are invited."""
    way = [(_("Front page"), "/"), *([(_("Leader forum"), FORUM)] if in_forum else []), (_("Forum days"), DAYS)]
    if day is not None:
        way.append((day.title, of_day("forum_day", day)))
    return [{"label": label, "url": url} for label, url in [*way, *((word, "") for word in here)]]
