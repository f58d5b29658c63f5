"""An example based on figures is shown only while these are unchanged and not confidential."""

import pytest
from django.test import Client

from accounts.roles import Role
from meetings.evidence.figures.change_figures import change_figures, dataset_of_evidence
from meetings.forum.clear_example import clear_example
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.forum.propose_example import propose_example
from meetings.search.update_entries import update_entries
from snippets.enums import DatasetKind
from snippets.models import DatasetType
from tests import factories
from tests.meetings.evidence import scene as scenes
from tests.meetings.evidence.figures.test_figures_actions import COUNTS, example_data, facts, shared
from tests.meetings.figures.tables import cells, table
from tests.queued_mails import forget_mails, queued_mails
from tests.unbroken import unbroken

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db):
    return scenes.set_up()


@pytest.fixture
def cleared(scene):
    """An example that all leaders see, based on shared figures."""
    factories.forum()
    page = shared(scene)
    example = propose_example(evidence=page, data=example_data(), bases={}, by=scene.leader)
    return clear_example(example=example, expected_version=example.version, by=scene.chef)


@pytest.fixture
def reader():
    """A leader of another unit."""
    client = Client()
    client.force_login(factories.user(role=Role.FORUM_MEMBER))
    return client


def change(scene, cleared, figures=None, **fields):
    page = cleared.evidence
    page.refresh_from_db()
    return change_figures(
        evidence=page, expected_version=page.version, facts=facts(**fields), table=figures, by=scene.leader
    )


def state(example):
    return ExamplePage.objects.get(pk=example.pk).state


def is_seen_by(reader, example):
    """On its page, on the slides, in the list and in the search."""
    update_entries(ExamplePage.objects.get(pk=example.pk))
    pages = [reader.get(f"/lederforum/{example.slug}/{more}").status_code for more in ("", "vis/")]
    lists = [example.slug in reader.get(address).content.decode() for address in ("/lederforum/", "/soeg/?q=Svømning")]
    assert len({*(status == 200 for status in pages), *lists}) == 1, (pages, lists)
    return lists[0]


def test_figures_that_become_test_results_revoke_the_clearance(scene, cleared, reader):
    assert is_seen_by(reader, cleared)
    forget_mails()
    change(scene, cleared, kind=DatasetKind.TEST)
    assert state(cleared) == ExampleState.PROPOSED
    assert not is_seen_by(reader, cleared)
    told = [mail for mail in queued_mails() if "igen" in mail.subject]
    assert {mail.to for mail in told} == {scene.chef.email}
    assert all("fortrolige" in mail.body for mail in told)


@pytest.mark.parametrize(
    ("figures", "fields"),
    [
        (None, {"minimum_count": 30}),
        (table(["Elever"], {"4.a": [3], "4.b": [17], "4.c": [22], "I alt": [42]}), {}),
    ],
    ids=["the minimum count was raised", "a figure was corrected"],
)
def test_changed_figures_revoke_the_clearance(scene, cleared, reader, figures, fields):
    forget_mails()
    change(scene, cleared, figures, **fields)
    assert state(cleared) == ExampleState.PROPOSED
    assert not is_seen_by(reader, cleared)
    (told,) = [mail for mail in queued_mails() if "igen" in mail.subject]
    assert "ændret" in told.body


def test_another_name_or_source_keeps_the_clearance(scene, cleared, reader):
    change(scene, cleared, COUNTS, source="Skolens egen liste")
    assert is_seen_by(reader, cleared)


def test_a_type_that_becomes_confidential_revokes_the_clearance(scene, cleared, reader):
    own = DatasetType.objects.get(kind=DatasetKind.OWN)
    own.is_confidential = True
    own.save()
    assert state(cleared) == ExampleState.PROPOSED
    assert not is_seen_by(reader, cleared)


def test_confidential_figures_hide_an_example_even_in_the_state_cleared(scene, cleared, reader):
    """A row written without any action."""
    DatasetType.objects.filter(kind=DatasetKind.OWN).update(is_confidential=True)
    assert state(cleared) == ExampleState.CLEARED
    assert not is_seen_by(reader, cleared)
    DatasetType.objects.filter(kind=DatasetKind.OWN).update(is_confidential=False)
    assert is_seen_by(reader, cleared)


def test_the_reason_is_shown_to_those_who_clear(scene, cleared):
    change(scene, cleared, kind=DatasetKind.TEST)
    client = Client()
    client.force_login(scene.chef)
    assert unbroken("§ 55 b") in client.get(f"/lederforum/{cleared.slug}/").content.decode()


def test_the_leader_is_warned_before_sharing(scene, cleared):
    client = Client()
    client.force_login(scene.leader)
    page = cleared.evidence
    told = "Et eksempel i lederforum bygger på disse tal"
    address = scene.url_of(page, "tal")
    assert told in client.get(address).content.decode()
    posted = {
        "stage": "read", "type": DatasetType.objects.get(kind=DatasetKind.OWN).pk, "title": "Elever",
        "measure": "count", "grid-rows": 2, "grid-columns": 2, "c-0-1": "Elever", "c-1-0": "4.a", "c-1-1": "20",
        "seen": page.version,
    }  # fmt: skip
    assert told in client.post(address, posted).content.decode()
    change(scene, cleared, kind=DatasetKind.TEST)
    assert told not in client.get(address).content.decode()


def test_a_raised_minimum_of_a_type_suppresses_stored_figures(scene, cleared, reader):
    own = DatasetType.objects.get(kind=DatasetKind.OWN)
    own.minimum_count = 30
    own.save()
    dataset = dataset_of_evidence(cleared.evidence)
    assert dataset.minimum_count == 30
    assert cells(dataset.figures)["4.c"] == ["*"]
    assert not is_seen_by(reader, cleared)
    own.minimum_count = 5
    own.save()
    assert cells(dataset_of_evidence(cleared.evidence).figures)["4.c"] == ["*"], "lowering it shows nothing again"


def test_too_few_answers_under_a_raised_minimum_suppress_all_figures(scene):
    page = shared(scene, respondent_count=41)
    own = DatasetType.objects.get(kind=DatasetKind.OWN)
    own.minimum_count = 50
    own.save()
    dataset = dataset_of_evidence(page)
    assert dataset.respondent_count is None
    assert {cell for row in cells(dataset.figures).values() for cell in row} == {"*"}
