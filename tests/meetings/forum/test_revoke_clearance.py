"""An example based on something hidden loses its clearance, and nobody finds it meanwhile."""

import pytest
from django.utils import timezone

from accounts.roles import Role
from media.enums import Audience
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.models import Objection
from media.privacy.record_objection import ObjectionDetails
from meetings.evidence.models import Evidence
from meetings.evidence.objections.register_objection import register_objection
from meetings.evidence.objections.restore_item import restore_item
from meetings.forum.chosen_media import NotForTheForum
from meetings.forum.clear_example import clear_example
from meetings.forum.edit_example import edit_example
from meetings.forum.enums import ExampleState
from meetings.forum.example_data import ExampleData, SourceNotShared
from meetings.forum.pages import ExamplePage
from meetings.forum.propose_example import propose_example
from meetings.forum.take_down import take_down
from meetings.units import access
from tests import factories
from tests.meetings.forum.pictures import shared_evidence
from tests.queued_mails import forget_mails, queued_mails

pytestmark = pytest.mark.django_db
EXAMPLE = ExampleData(title="Tårnet", did="Gjorde", saw="Så", learnt="Lærte", others_can_use="Brug", contact="Os")


class Stage:
    def __init__(self):
        factories.forum()
        self.unit = factories.make_unit()
        self.leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=self.unit)
        self.chef = factories.user(role=Role.HEAD_OF_AREA, area=self.unit.area)
        self.member = factories.user(role=Role.FORUM_MEMBER)
        self.evidence = shared_evidence(self.leader, self.unit)
        self.photo = MediaItem.objects.get(kind=MediaKind.IMAGE)
        bases = {self.photo.key: "public_task"}
        example = propose_example(evidence=self.evidence, data=EXAMPLE, bases=bases, by=self.leader)
        clear_example(example=example, expected_version=example.version, by=self.chef)
        forget_mails()

    @property
    def example(self):
        return ExamplePage.objects.select_related("unit__area").get()

    def object(self, *, whole=False, by=None):
        return register_objection(
            evidence=self.evidence, key=None if whole else self.photo.key,
            details=ObjectionDetails("consent", "parent"), by=by or self.leader, today=timezone.localdate(),
        )  # fmt: skip


@pytest.fixture
def stage():
    return Stage()


@pytest.mark.parametrize("whole", [True, False])
def test_nobody_finds_it_and_a_mail_is_sent(stage, whole, client):
    assert access.may_see(stage.member, stage.example)
    stage.object(whole=whole)
    assert stage.example.state == ExampleState.PROPOSED and not stage.example.live
    client.force_login(stage.member)
    for url in ("/lederforum/", f"/lederforum/{stage.example.slug}/", f"/lederforum/{stage.example.slug}/vis/"):
        assert "Tårnet" not in client.get(url).content.decode()
    assert client.get(f"/lederforum/{stage.example.slug}/").status_code == 404
    told = [mail for mail in queued_mails() if "skal godkendes igen" in mail.subject]
    assert {mail.to for mail in told} == {stage.chef.email}
    stage.evidence.refresh_from_db()
    assert Evidence.objects.filter(audience=Audience.LEADER_FORUM).count() == 0


def test_an_example_is_not_cleared_while_something_is_hidden_and_the_reason_is_shown(stage, client):
    stage.object()
    with pytest.raises(NotForTheForum):
        clear_example(example=stage.example, expected_version=stage.example.version, by=stage.chef)
    client.force_login(stage.chef)
    page = client.get(f"/lederforum/{stage.example.slug}/afgoer/").content.decode()
    assert "Billedet er skjult, fordi et samtykke blev trukket tilbage den" in page
    edit_example(example=stage.example, data=EXAMPLE, bases={}, expected_version=stage.example.version, by=stage.leader)
    clear_example(example=stage.example, expected_version=stage.example.version, by=stage.chef)
    assert stage.example.state == ExampleState.CLEARED


def test_an_example_of_hidden_evidence_is_not_cleared_without_pictures_either(stage):
    def edit():
        edit_example(
            example=stage.example, data=EXAMPLE, bases={}, expected_version=stage.example.version, by=stage.leader
        )

    take_down(example=stage.example, reason="Uden billeder", expected_version=stage.example.version, by=stage.leader)
    edit()
    stage.object(whole=True)
    with pytest.raises(SourceNotShared):
        edit()
    with pytest.raises(NotForTheForum):
        clear_example(example=stage.example, expected_version=stage.example.version, by=stage.chef)
    restore_item(objection=Objection.objects.get(), reason="En misforståelse", by=stage.chef)
    clear_example(example=stage.example, expected_version=stage.example.version, by=stage.chef)
    assert stage.example.state == ExampleState.CLEARED


def test_restoring_the_item_does_not_clear_the_example(stage):
    stage.object()
    restore_item(objection=Objection.objects.get(), reason="En misforståelse", by=stage.chef)
    assert stage.example.state == ExampleState.PROPOSED
    assert not MediaItem.objects.get(kind=MediaKind.IMAGE).is_cleared_for_forum
    with pytest.raises(NotForTheForum):
        clear_example(example=stage.example, expected_version=stage.example.version, by=stage.chef)


def test_other_examples_and_photos_are_not_affected(stage):
    factories.example(unit=stage.unit, state=ExampleState.CLEARED)
    spare = MediaItem.objects.get(kind=MediaKind.IMAGE)
    spare.pk, spare.key = None, "9f7de2c2-86f5-4b6f-9a7a-0d9c1b8c0001"
    spare._state.adding = True
    spare.save()
    register_objection(
        evidence=stage.evidence, key=spare.key, details=ObjectionDetails("objection", "parent"), by=stage.leader,
        today=timezone.localdate(),
    )  # fmt: skip
    assert set(ExamplePage.objects.values_list("state", flat=True)) == {ExampleState.CLEARED}
