"""What happened to one wish, newest first."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.text import danish_formats
from meetings.support_requests.enums import Origin, SupportRequestState
from meetings.support_requests.models import SupportRequest


def timeline(wish: SupportRequest) -> list[dict[str, str]]:
    """Return the entries of the component `timeline`: what came of it, the answer, the wish."""
    entries = []
    if wish.state == SupportRequestState.WITHDRAWN:
        entries.append(_entry(None, None, _("The unit withdrew the wish"), "", "attention"))
    if wish.closed_at:
        entries.append(_entry(wish.closed_at, wish.closed_by, _("What came of it"), wish.outcome, "done"))
    if wish.answered_at:
        entries.append(
            _entry(wish.answered_at, wish.answered_by, _("The administration's answer"), wish.answer, "done")
        )
        if wish.answered_text not in ("", wish.text):
            title = _("The unit has since changed the wish. This was answered:")
            entries.append(_entry(None, None, title, wish.answered_text, "neutral"))
    titles = {
        Origin.BROUGHT: _("Wished before the dialogue meeting %(year)s"),
        Origin.MEETING: _("Wished at the dialogue meeting %(year)s"),
        Origin.MINUTES: _("Wished in the minutes of the dialogue meeting %(year)s"),
    }
    title = titles[Origin(wish.origin)] % {"year": wish.meeting.school_year}
    return [*entries, _entry(wish.created_at, None, title, "", "neutral")]


def _entry(at: datetime | None, who: User | None, title: str, text: str, tone: str) -> dict[str, str]:
    when = danish_formats.format_date(timezone.localdate(at)) if at else ""
    return {"when": when, "who": who.name if who else "", "title": title, "text": text, "tone": tone}
