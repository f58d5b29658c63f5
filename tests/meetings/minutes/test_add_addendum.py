"""A correction after approval stands below the text, dated and signed."""

import pytest

from accounts.roles import Role
from foundation.errors import NotAllowed
from foundation.mail.outgoing_mail import OutgoingMail
from meetings.minutes.add_addendum import NotApprovedYet, NothingWritten, add_addendum
from meetings.minutes.record import Addendum
from tests import factories
from tests.meetings.minutes.browser import signed_in, words
from tests.meetings.minutes.scene import TODAY, approved, submitted

pytestmark = pytest.mark.django_db


def test_it_stands_below_the_unchanged_text_and_everybody_is_told() -> None:
    scene = approved()
    OutgoingMail.objects.all().delete()
    client = signed_in(scene.leader)
    before = client.get(scene.address()).content.decode()
    response = client.post(scene.address("tilfoejelse"), {"text": "Det var punkt 2, ikke punkt 3."}, follow=True)
    after = words(response.content.decode())
    assert "Det var punkt 2, ikke punkt 3." in after
    assert "Lise Lund" in after
    assert "Det var punkt 2" not in words(before)
    told = set(OutgoingMail.objects.values_list("to_address", flat=True))
    assert told == {person.email for person in (scene.team, scene.staff, scene.board, scene.consultant, scene.chef)}
    assert all("Det var punkt 2, ikke punkt 3." in letter.body for letter in OutgoingMail.objects.all())


def test_the_chef_may_add_too() -> None:
    scene = approved()
    assert add_addendum(minutes=scene.minutes, text="Set.", by=scene.chef, today=TODAY).author == scene.chef


def test_empty_or_early_is_refused() -> None:
    scene = approved()
    with pytest.raises(NothingWritten):
        add_addendum(minutes=scene.minutes, text=" ", by=scene.leader, today=TODAY)
    assert signed_in(scene.leader).post(scene.address("tilfoejelse"), {"text": " "}).status_code == 422


def test_before_approval_there_is_nothing_to_add_to() -> None:
    scene = submitted()
    with pytest.raises(NotApprovedYet):
        add_addendum(minutes=scene.minutes, text="For tidligt", by=scene.leader, today=TODAY)
    assert signed_in(scene.leader).get(scene.address("tilfoejelse")).status_code == 404


@pytest.mark.parametrize("who", ["team", "staff", "board", "consultant"])
def test_others_do_not_add(who: str) -> None:
    scene = approved()
    with pytest.raises(NotAllowed):
        add_addendum(minutes=scene.minutes, text="x", by=getattr(scene, who), today=TODAY)
    assert signed_in(getattr(scene, who)).post(scene.address("tilfoejelse"), {"text": "x"}).status_code == 404
    assert not Addendum.objects.exists()


@pytest.mark.parametrize("role", [Role.AGREEMENT_HOLDER, Role.HEAD_OF_AREA, Role.ADMINISTRATOR])
def test_nor_people_from_elsewhere(role: Role) -> None:
    scene = approved()
    daycare = factories.make_unit(kind="daycare")
    stranger = factories.user(role=role, unit=daycare, area=daycare.area)
    assert signed_in(stranger).post(scene.address("tilfoejelse"), {"text": "x"}).status_code == 404
