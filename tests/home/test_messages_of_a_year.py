"""The mails of a whole year in a municipality of sixteen units: none doubled, at most one a day and person, none to
somebody who may not know, and each link works for its reader on the day it is sent."""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.user import User
from meetings.notifications.enums import NewsChoice
from meetings.notifications.models import Recipient
from tests.home.simulated_year import EVERY_DAY, Municipality, Sent, make

pytestmark = pytest.mark.django_db
#: The least number in which what every second, third and fifth unit does comes alone and together with the others.
UNITS = 16
#: Links of every nth mail are opened on the day it is sent.
OPENED = 16


#: Daily tasks that tell nobody of these anything, and take most of the time: the log is verified from its first row.
QUIET = (
    "media.",
    "foundation.",
    "home.operation.",
    "meetings.exports.",
    "meetings.minutes.writing.",
    "meetings.evidence.retention.",
    "meetings.clashes.",
)


@pytest.mark.usefixtures("real_queue")
def test_messages_of_a_year(settings: Any) -> None:
    settings.DAILY_TASKS = [path for path in settings.DAILY_TASKS if not path.startswith(QUIET)]
    municipality = make(UNITS)
    opened: list[str] = []

    def look(one: Sent) -> None:
        if len(municipality.sent) % OPENED == 0:
            opened.extend(dead_links(one))

    municipality.live_through(EVERY_DAY, look)
    if folder := os.environ.get("READ_MAILS"):
        Path(folder).write_text("\n=====\n".join(f"{one.on} {one.to}\n{one.text}" for one in municipality.sent))
    sent = municipality.sent
    assert len(sent) > 10 * UNITS
    assert opened == []
    assert doubled(sent) == []
    assert [
        key for key, count in Counter((one.to, one.on) for one in sent if one.is_combined).items() if count > 1
    ] == []
    assert [one.text for one in sent if not one.paths] == []
    assert told_of_other_units(municipality) == []
    unwilling = set(Recipient.objects.filter(news=NewsChoice.NEVER).values_list("person__email", flat=True))
    assert [one.text for one in sent if one.to in unwilling and one.text.startswith("Uge ")] == []


def dead_links(one: Sent) -> list[str]:
    """The links of the mail that its reader cannot open."""
    client = Client()
    reader = User.objects.filter(email=one.to).first()
    if reader is not None:
        client.force_login(reader)
    answers = {path: client.get(path, follow=True).status_code for path in one.paths}
    return [f"{one.to} {one.on} {path}: {status}\n{one.text}" for path, status in answers.items() if status != 200]


def doubled(sent: list[Sent]) -> list[tuple[str, str]]:
    """Reader and text of what one person got twice. Minutes that were returned are sent again."""
    texts = ((one.to, one.text) for one in sent if not one.text.startswith("Til godkendelse: "))
    return [key for key, count in Counter(texts).items() if count > 1]


def told_of_other_units(municipality: Municipality) -> list[str]:
    """Mails to somebody of a unit, in which another one is named."""
    own = {person.email: unit_id for (unit_id, _role), person in municipality.people.items()}
    names = {unit.pk: unit.title for unit in municipality.units}
    return [
        f"{one.to}: {name}"
        for one in municipality.sent
        if one.to in own
        for unit_id, name in names.items()
        if unit_id != own[one.to] and name in one.text
    ]
