"""What was done to minutes until their approval, for people: sent, read, sent back, approved, by whom and when."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.utils.translation import gettext as _

from foundation.text.danish_formats import moment
from meetings.minutes.pages import MinutesPage
from meetings.moderation.steps import ModerationStep, steps_of


@dataclass(frozen=True)
class HistoryEvent:
    """An entry of the timeline. `title` says what was done, `text` is the reason for sending back."""

    title: str
    who: str
    at: datetime
    text: str = ""
    tone: str = "done"

    @property
    def when(self) -> str:
        return moment(self.at)

    def as_plain(self) -> dict[str, str]:
        """For the approval record, which keeps it."""
        return {"title": self.title, "who": self.who, "at": self.at.isoformat(), "text": self.text, "tone": self.tone}

    @classmethod
    def from_plain(cls, plain: dict[str, str]) -> "HistoryEvent":
        return cls(**{**plain, "at": datetime.fromisoformat(plain["at"])})  # type: ignore[arg-type]


def history_of(minutes: MinutesPage, steps: list[ModerationStep] | None = None) -> list[HistoryEvent]:
    """Return everything that was done until now, newest first. `steps` of the page, where the caller has read them."""
    sent = minutes.submissions.values_list("submitted_by__name", "submitted_at")
    events = [HistoryEvent(_("Sent for approval"), by, at) for by, at in sent]
    for step in steps_of(minutes) if steps is None else steps:
        if step.at is not None:
            tone = "attention" if step.is_sent_back else "done"
            events.append(HistoryEvent(f"{step.name}: {step.outcome.lower()}", step.by, step.at, step.reason, tone))
    return sorted(events, key=attrgetter("at"), reverse=True)
