"""Vi har prøvet det: another unit says so on an example, and the unit it comes from is told."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Right, Role, roles_with
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.forum.enums import ExampleState
from meetings.forum.trials.models import Trial
from meetings.forum.trials.remove_trial import remove_trial
from meetings.forum.trials.save_trial import TrialNotPossible, save_trial
from meetings.units import access
from tests import factories
from tests.meetings.forum.days.made import forum_day
from tests.queued_mails import forget_mails, queued_mail, queued_mails

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_queue")]


class Stage:
    def __init__(self) -> None:
        self.origin = factories.user(role=Role.AGREEMENT_HOLDER, email="ophav@egenby.dk")
        self.example = factories.example(
            unit=self.origin.memberships.get().unit, state=ExampleState.CLEARED, title="Makkerlæsning"
        )
        self.unit = factories.make_unit("Bakkeskolen")
        self.leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=self.unit)
        where = {"slug": self.example.slug, "unit": self.unit.slug}
        self.address, self.removal = reverse("trial", kwargs=where), reverse("trial_remove", kwargs=where)


def test_a_unit_tries_an_example_tells_how_it_went_and_the_origin_is_told_of_both(client: Client) -> None:
    stage = Stage()
    client.force_login(stage.leader)
    assert stage.address in client.get(stage.example.get_url()).content.decode()
    client.post(stage.address, {"text": "Vi gjorde det om fredagen", "outcome": ""})
    assert "Bakkeskolen har prøvet" in queued_mail("ophav@egenby.dk").subject
    forget_mails()
    client.post(stage.address, {"text": "Vi gjorde det om torsdagen", "outcome": "De læste mere", "seen": 1})
    mail = queued_mail("ophav@egenby.dk")
    assert mail.subject == "Sådan gik det med »Makkerlæsning« på Bakkeskolen" and "læste mere" not in mail.body
    forget_mails()
    client.post(stage.address, {"text": "Ret en stavefejl", "outcome": "De læste mere", "seen": 2})
    assert queued_mails() == []
    client.force_login(factories.user(role=Role.FORUM_MEMBER))
    page = client.get(stage.example.get_url()).content.decode()
    assert "Bakkeskolen" in page and "De læste mere" in page and stage.address not in page


def test_only_leaders_of_another_unit_write_a_trial_and_only_on_what_is_shown(client: Client) -> None:
    stage = Stage()
    with pytest.raises(NotAllowed):
        save_trial(example=stage.example, unit=stage.unit, text="Vi", expected_version=None, by=stage.origin)
    with pytest.raises(TrialNotPossible):
        save_trial(example=stage.example, unit=stage.example.unit, text="Vi", expected_version=None, by=stage.origin)
    stage.example.__class__.objects.update(state=ExampleState.TAKEN_DOWN)
    with pytest.raises(TrialNotPossible):
        save_trial(example=stage.example, unit=stage.unit, text="Vi", expected_version=None, by=stage.leader)
    client.force_login(stage.leader)
    assert client.get(stage.address).status_code == 404


def test_a_second_leader_does_not_overwrite_what_the_first_wrote() -> None:
    stage = Stage()
    save_trial(example=stage.example, unit=stage.unit, text="Vi", expected_version=None, by=stage.leader)
    with pytest.raises(ChangedMeanwhile):
        save_trial(example=stage.example, unit=stage.unit, text="Også vi", expected_version=None, by=stage.leader)
    assert Trial.objects.get().text == "Vi"


def test_trials_are_seen_in_the_lederforum_and_by_nobody_who_is_invited_to_a_day_alone(client: Client) -> None:
    stage = Stage()
    trial = save_trial(
        example=stage.example, unit=stage.unit, text="Fredagslæsning", expected_version=None, by=stage.leader
    )
    for role in Role:
        assert access.may_see(factories.user(role=role), trial) == (role in roles_with(Right.SEE_FORUM)), role
    guest = factories.user(role=Role.DEPARTMENT_LEADER)
    forum_day(examples=[stage.example], people=[guest])
    client.force_login(guest)
    shown = client.get(stage.example.get_url())
    assert shown.status_code == 200 and "Fredagslæsning" not in shown.content.decode()


def test_its_writers_and_those_who_clear_remove_a_trial(client: Client) -> None:
    stage = Stage()
    stranger = factories.user(role=Role.AGREEMENT_HOLDER)
    for by in (stage.leader, factories.user(role=Role.CENTRAL_EDITOR)):
        trial = save_trial(example=stage.example, unit=stage.unit, text="Vi", expected_version=None, by=stage.leader)
        with pytest.raises(NotAllowed):
            remove_trial(trial=trial, by=stranger)
        client.force_login(stranger)
        assert client.get(stage.removal).status_code == 404
        client.force_login(by)
        assert client.post(stage.removal).status_code == 302 and not Trial.objects.exists()
