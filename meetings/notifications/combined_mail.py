"""One mail about all that waits for a person: what is to be done by when, what has happened, and why one gets it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail, render_mail
from meetings.notifications.kinds import Kind, Message, NamedPerson

COMBINED = "meetings/notifications/mail/combined"


@dataclass(frozen=True)
class MailLine:
    """One message, rendered."""

    subject: str
    body: str
    due: date | None
    by: NamedPerson | None
    kind: Kind

    @classmethod
    def from_message(cls, kind: Kind, message: Message, detail: str) -> "MailLine":
        """In the language that is active: that of the recipient."""
        facts = {"unit": message.unit, "by": message.by, "due": message.due, "detail": detail, **message.facts}
        link = settings.BASE_URL.rstrip("/") + message.path
        subject, body = render_mail(kind.template, {**facts, "link": link}, get_language())
        return cls(subject, body.strip(), message.due, message.by, kind)


def enqueue_combined_mail(person: User, lines: list[MailLine]) -> None:
    """Enqueue the mail with `lines`, at least one, in the language that is active.

    It is in the name of a person who alone is behind them all.
    """
    senders = {line.by.email: line.by for line in lines if line.by is not None}
    by = next(iter(senders.values())) if len(senders) == 1 and all(line.by for line in lines) else None
    subject, body = render_mail(COMBINED, _context(lines), get_language())
    enqueue_mail(
        to=person.email,
        to_name=person.name,
        from_name=by.name if by else "",
        reply_to=by.email if by else "",
        subject=subject,
        body=body,
    )


def _context(lines: list[MailLine]) -> dict[str, object]:
    duties = sorted(
        (line for line in lines if line.kind.is_obligation), key=lambda line: (line.due is None, line.due or date.max)
    )
    news = [line for line in lines if not line.kind.is_obligation]
    first, *others = [*duties, *news]
    return {
        "first": first,
        "others": len(others),
        "duties": duties,
        "news": news,
        "reasons": dict.fromkeys(str(line.kind.reason) for line in (first, *others)),
        "choices_url": settings.BASE_URL.rstrip("/") + reverse("notification_choices"),
    }
