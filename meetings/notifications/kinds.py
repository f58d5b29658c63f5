"""The kinds of messages. A package declares its own in `notifications.py`, with `@obligation` and `@news`.

The decorated function reads the object as it is when the mail is composed, and returns None where there is nothing to
tell any more: the minutes are decided, the evidence is withdrawn, the person is not the one any more.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Protocol

from django.utils.functional import Promise

from accounts.roles import Right
from meetings.notifications.models import Notification
from meetings.units.access import Access
from meetings.units.pages import AreaPage, UnitPage


class NamedPerson(Protocol):
    """A person behind a message: a user, or a participant without an account."""

    name: str
    email: str


@dataclass(frozen=True)
class Message:
    """What is true now. The templates get `unit`, `link` (absolute), `by`, `due`, and `facts`."""

    #: An area for what belongs to it, None for what is about several units or the whole municipality.
    unit: UnitPage | AreaPage | None
    #: The path of the page where one does or reads it.
    path: str
    by: NamedPerson | None = None
    due: date | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


Read = Callable[[Notification], Message | None]


@dataclass(frozen=True)
class Kind:
    """`template` names `<template>.subject.txt` and `<template>.body.txt`, and is the key of the kind."""

    template: str
    #: Told is who has one of these rights when it is composed: in the unit of the message, or without one anywhere.
    rights: tuple[Right, ...]
    #: A sentence: why one gets it.
    reason: Promise
    read: Read
    #: Something one must do: always mailed. Otherwise it is news, and the person chooses.
    is_obligation: bool
    #: News of a week, noted on Monday morning: who hears of news once a week gets it the same day.
    is_weekly: bool = False

    def message_for(self, notification: Notification, access: Access) -> Message | None:
        message = self.read(notification)
        if message is None or not any(_has(access, right, message.unit) for right in self.rights):
            return None
        return message


def _has(access: Access, right: Right, unit: UnitPage | AreaPage | None) -> bool:
    return access.has(right) if unit is None else access.may(right, unit)


KINDS: dict[str, Kind] = {}


def message_kind(
    template: str, *rights: Right, reason: Promise, is_obligation: bool, is_weekly: bool = False
) -> Callable[[Read], Kind]:
    """Decorate a function, which becomes the `Kind` whose messages it reads."""

    def declare(read: Read) -> Kind:
        KINDS[template] = Kind(template, rights, reason, read, is_obligation, is_weekly)
        return KINDS[template]

    return declare


obligation = partial(message_kind, is_obligation=True)
news = partial(message_kind, is_obligation=False)
