"""Enqueue a mail, in the transaction of the action it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from foundation.mail.outgoing_mail import OutgoingMail
from foundation.mail.send_mail import send_mail

#: Priority of mails that somebody waits for, such as a new password: they are sent before all others.
URGENT_PRIORITY = 10


def enqueue_mail(
    *,
    to: str,
    subject: str,
    body: str,
    to_name: str = "",
    from_name: str = "",
    reply_to: str = "",
    calendar: str = "",
    more_calendars: Sequence[str] = (),
    has_secret: bool = False,
) -> OutgoingMail:
    """Enqueue one mail to one person. A worker sends it, and only if the caller's transaction commits.

    `from_name` is the person behind the action: the sender is "Name via Læringsrum" and replies go to `reply_to`.
    `calendar` is an iCalendar object (RFC 5545), whose METHOD the calendar part of the mail repeats; `more_calendars`
    are attached as files, as calendar programs read one event of a mail itself. `has_secret`: the body contains a
    secret, such as a password reset link, and is deleted as soon as it is sent.
    """
    mail = OutgoingMail(
        to=to,
        to_name=_one_line(to_name, 200),
        from_name=_one_line(from_name, 200),
        reply_to=reply_to,
        subject=_one_line(subject, 250),
        calendar=calendar,
        more_calendars=list(more_calendars),
        **{"secret" if has_secret else "body": body.strip() + "\n"},
    )
    send_mail.using(priority=URGENT_PRIORITY if has_secret else 0).enqueue(**asdict(mail))
    return mail


def enqueue_mail_from_template(
    *, to: str, template: str, context: Mapping[str, object], language: str = settings.LANGUAGE_CODE, **mail: Any
) -> OutgoingMail:
    """Enqueue a mail rendered from `<template>.subject.txt` and `<template>.body.txt`, as plain text.

    `language` is the recipient's (`accounts.user.language_of`), and not that of whoever
    causes the mail. The other arguments are those of `enqueue_mail`.
    """
    subject, body = render_mail(template, context, language)
    return enqueue_mail(to=to, subject=subject, body=body, **mail)


def render_mail(
    template: str, context: Mapping[str, object], language: str = settings.LANGUAGE_CODE
) -> tuple[str, str]:
    """Return subject and body as they would be sent, also for a preview."""
    with translation.override(language):
        subject, body = (_plain_text(f"{template}.{part}.txt", context) for part in ("subject", "body"))
    return _one_line(subject, 250), body.strip() + "\n"


def _plain_text(name: str, context: Mapping[str, object]) -> str:
    """Render without HTML escaping."""
    template: Any = get_template(name)  # of Django's engine, the only one configured
    return template.template.render(Context(dict(context), autoescape=False))


def _one_line(text: str, max_length: int) -> str:
    """`text` on one line, cut to `max_length` characters: a line break would begin another mail header."""
    return " ".join(text.split())[:max_length]
