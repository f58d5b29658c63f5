"""Puts a mail in the outbox, inside the transaction of the act it tells of."""

import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from foundation.mail.outgoing_mail import OutgoingMail


def enqueue_mail(
    *,
    to: str,
    subject: str,
    body: str,
    to_name: str = "",
    from_name: str = "",
    reply_to: str = "",
    calendar: str = "",
    holds_key: bool = False,
) -> OutgoingMail:
    """One message to one person. It leaves when `send_outbox` runs, and only if the caller's transaction holds.

    `from_name` is the person behind the act: the mail says "Name via Læringsrum" and answers go to `reply_to`.
    `calendar` is an iCalendar object (RFC 5545); the mail's part for calendars takes its METHOD over. `holds_key`: the
    body opens something, such as a link for a new password, and is kept no longer than until it is sent.
    """
    return OutgoingMail.objects.create(
        to_address=to,
        to_name=_one_line(to_name, 200),
        from_name=_one_line(from_name, 200),
        reply_to=reply_to,
        subject=_one_line(subject, 250),
        body=body.strip() + "\n",
        calendar=calendar,
        holds_key=holds_key,
        calendar_method=_method(calendar),
    )


def enqueue_mail_from_template(*, to: str, template: str, context: Mapping[str, Any], **mail: Any) -> OutgoingMail:
    """`template` names two files, `<template>.subject.txt` and `<template>.body.txt`, rendered in Danish as plain text.

    The other arguments are those of `enqueue`.
    """
    subject, body = render_mail(template, context)
    return enqueue_mail(to=to, subject=subject, body=body, **mail)


def render_mail(template: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and text as they would leave, for mails that are shown before they are sent."""
    with translation.override(settings.LANGUAGE_CODE):
        subject, body = (_plain_text(f"{template}.{part}.txt", context) for part in ("subject", "body"))
    return _one_line(subject, 250), body.strip() + "\n"


def _plain_text(name: str, context: Mapping[str, Any]) -> str:
    """A mail is no HTML: nothing is escaped."""
    template: Any = get_template(name)  # of the Django engine, the only one we have
    return template.template.render(Context(dict(context), autoescape=False))


def _method(calendar: str) -> str:
    """The object's METHOD (RFC 5546, 1.4), empty where there is none."""
    found = re.search(r"^METHOD:([A-Z]+)\r?$", calendar, re.MULTILINE)
    return found[1] if found else ""


def _one_line(text: str, longest: int) -> str:
    """A line break in a header would begin another header."""
    return " ".join(text.split())[:longest]
