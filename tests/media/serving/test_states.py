"""The progress of files that are being prepared."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User
from media.enums import MediaState
from meetings.evidence.models import Evidence
from tests.media import ready

pytestmark = pytest.mark.django_db
ADDRESS = "/medier/tilstand/"
#: Session, person; one query per kind; memberships, pages.
MAX_STATEMENTS = 7


@pytest.fixture
def asker(client: Client, person: User, evidence: Evidence, settings: Settings) -> Client:
    """Somebody who sees `page` and nothing else."""
    settings.MEDIA_EVIDENCE_SEEN = "tests.media.serving.test_states.only_named"
    SEEN.clear()
    SEEN.add(evidence.pk)
    client.force_login(person)
    return client


SEEN: set[int] = set()


def only_named(user: User, pages: set[int]) -> set[int]:
    return pages & SEEN


def ask(client: Client, *keys: Any) -> Any:
    return client.get(ADDRESS, {"key": [str(key) for key in keys]})


def test_every_state_has_a_label(asker: Client, evidence: Evidence, person: User) -> None:
    waits = ready.image(evidence, person, state=MediaState.PROCESSING)
    refused = ready.film(evidence, person, state=MediaState.REFUSED, refusal="Filmen er tom.")
    done = ready.image(evidence, person)
    paper = ready.document(evidence, person)
    film = ready.film(evidence, person, state=MediaState.PROCESSING, percent=40)
    answer = ask(asker, waits.key, refused.key, done.key, paper.key, film.key)
    told = {row["key"]: row for row in answer.json()}
    assert told[str(waits.key)] == {
        "key": str(waits.key), "state": "processing", "label": "Behandles", "percent": None,
        "done": False, "refusal": "", "thumb": "",
    }  # fmt: skip
    assert told[str(film.key)]["percent"] == 40
    assert told[str(refused.key)]["label"] == "Afvist"
    assert told[str(refused.key)]["refusal"] == "Filmen er tom."
    assert told[str(done.key)]["thumb"] == done.url("thumb")
    assert told[str(done.key)]["done"] and told[str(paper.key)]["label"] == "Klar"
    assert told[str(paper.key)]["thumb"] == ""
    assert "no-store" in answer["Cache-Control"]


def test_what_one_may_not_see_is_left_out_and_alone_gives_404(asker: Client, evidence: Evidence, person: User) -> None:
    item = ready.image(evidence, person)
    SEEN.clear()
    assert ask(asker, item.key).status_code == 404
    assert ask(asker, uuid.uuid4(), "x", "").status_code == 404
    assert asker.get(ADDRESS).status_code == 404
    SEEN.add(evidence.pk)
    assert [row["key"] for row in ask(asker, item.key, uuid.uuid4(), "x").json()] == [str(item.key)]


def test_a_withdrawn_file_has_no_state(asker: Client, evidence: Evidence, person: User) -> None:
    item = ready.image(evidence, person)
    ready.withdraw(item, person)
    assert ask(asker, item.key).status_code == 404


def test_visitors_sign_in_first(client: Client, evidence: Evidence, person: User) -> None:
    assert ask(client, ready.image(evidence, person).key).url.startswith(reverse("account_login"))
    assert client.post(ADDRESS).status_code in (302, 405)


def test_the_number_of_queries_does_not_grow(asker: Client, evidence: Evidence, person: User) -> None:
    items = [ready.image(evidence, person) for _number in range(12)] + [ready.film(evidence, person)]
    for some in (items[:1], items):
        with CaptureQueriesContext(connection) as queries:
            assert len(ask(asker, *[item.key for item in some]).json()) == len(some)
        assert len(queries) <= MAX_STATEMENTS
