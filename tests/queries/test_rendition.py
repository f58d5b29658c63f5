"""All database statements of one request for a rendition: session, user, roles, item, access.

Two SELECTs for every role. The first view in ten minutes of an item in which children can be recognised adds one
INSERT, in a transaction of its own."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.roles import Role
from media.enums import DepictsChildren, LegalBasis
from media.models import ViewLogEntry
from media.view_log.enums import ViewPlace
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExampleMedia
from meetings.meeting.enums import MeetingState
from tests import factories
from tests.meetings.evidence.scene import set_up

pytestmark = pytest.mark.django_db
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def asked(client, address, method="get", **headers):
    """(SELECTs, other statements, status). The answer's bytes are read too."""
    with CaptureQueriesContext(connection) as queries:
        response = getattr(client, method)(address, headers=headers)
        if response.streaming:
            b"".join(response.streaming_content)
    statements = [query["sql"] for query in queries if not query["sql"].startswith(TRANSACTION)]
    reads = [sql for sql in statements if sql.startswith("SELECT")]
    return len(reads), [sql.split(" ")[0] for sql in statements if sql not in reads], response.status_code


@pytest.fixture
def signed_in(client):
    def sign_in(person):
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _own_store(tmp_path, settings):
    options = {"location": tmp_path / "files"}
    settings.STORAGES = {
        **settings.STORAGES, "default": {"BACKEND": "media.storage.PrivateFileStorage", "OPTIONS": options},
    }  # fmt: skip


@pytest.fixture
def scene():
    return set_up(MeetingState.HELD)


@pytest.mark.parametrize("who", ["leader", "team", "staff", "board", "chef", "consultant"])
def test_two_selects_and_one_insert_in_ten_minutes(scene, signed_in, who):
    evidence = scene.shared()
    photo, film = scene.with_photo(evidence), scene.with_film(evidence)
    browser = signed_in(getattr(scene, who))
    assert asked(browser, photo.url("card")) == (2, ["INSERT"], 200)
    assert asked(browser, photo.url("full")) == (2, [], 200)
    assert asked(browser, film.url("film"), Range="bytes=0-9") == (2, ["INSERT"], 206)
    assert asked(browser, film.url("film"), Range="bytes=10-19") == (2, [], 206)
    assert asked(browser, film.url("film"), "head") == (2, [], 200)
    rows = ViewLogEntry.objects.filter(person=getattr(scene, who))
    assert {row.item_kind for row in rows} == {"image", "film"}
    assert {(row.unit_id, row.evidence_id, row.seen_in) for row in rows} == {
        (scene.unit.pk, evidence.pk, ViewPlace.MEETING.value)
    }


def test_views_of_items_without_persons_are_not_logged(scene, signed_in):
    photo = scene.with_photo(scene.shared(), depicts_children=DepictsChildren.NONE)
    assert asked(signed_in(scene.leader), photo.url("card")) == (2, [], 200)


@pytest.mark.parametrize("roles", [1, 4])
def test_the_leader_forum_costs_two_queries_whatever_the_roles(scene, signed_in, roles):
    reader = factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit("Bakkeskolen"))
    for number in range(roles - 1):
        factories.membership(reader, Role.LEADERSHIP_TEAM, unit=factories.make_unit(f"Skole {number}"))
    evidence = scene.shared()
    basis = {
        "forum_basis": LegalBasis.PUBLIC_TASK, "forum_basis_by": scene.leader, "forum_basis_at": timezone.now(),
    }  # fmt: skip
    photo = scene.with_photo(evidence, **basis)
    example = factories.example(unit=scene.unit, evidence=evidence, state=ExampleState.CLEARED)
    ExampleMedia.objects.create(example=example, media_key=photo.key)
    assert asked(signed_in(reader), photo.url("card")) == (2, ["INSERT"], 200)
    row = ViewLogEntry.objects.get()
    own = reader.memberships.get(unit__title="Bakkeskolen").unit_id
    assert (row.role, row.role_unit_id, row.seen_in) == (Role.AGREEMENT_HOLDER, own, ViewPlace.LEADER_FORUM)
