"""URLs of forum days."""

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.breadcrumbs import from_front_page
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.page_urls import DAYS, FORUM


def day_url(name: str, day: ForumDayPage) -> str:
    """Return the URL of the view `name` (forum_day_programme, …); "forum_day" is the page itself."""
    return f"{DAYS}{day.slug}/" if name == "forum_day" else reverse(name, kwargs={"slug": day.slug})


def forum_day_crumbs(*here: str, day: ForumDayPage | None = None, in_forum: bool = True) -> list[dict[str, str]]:
    """Return the breadcrumbs. `in_forum`: the reader sees the lederforum too, not only days to which they are
    invited."""
    forum = [(_("Leader forum"), FORUM)] if in_forum else []
    above = [] if day is None else [(day.title, day_url("forum_day", day))]
    return from_front_page(*forum, (_("Forum days"), DAYS), *above, *here)
