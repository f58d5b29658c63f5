"""An addendum to approved minutes is shown below the text, with date and author."""

import pytest

from accounts.roles import Role
from foundation.errors import NotAllowed, TextMissing
from meetings.minutes.add_addendum import NotApprovedYet, add_addendum
from meetings.minutes.record import Addendum
from tests import factories
from tests.meetings.minutes.browser import signed_in, words
from tests.meetings.minutes.scene import TODAY, approved, submitted
from tests.queued_mails import forget_mails, queued_mails

pytestmark = pytest.mark.django_db


def test_an_addendum_is_shown_below_the_unchanged_text_and_mailed_to_everybody() -> None:
    scene = approved()
    forget_mails()
    client = signed_in(scene.leader)
    before = client.get(scene.address()).content.decode()
    response = client.post(scene.address("tilfoejelse"), {"text": "Det var punkt 2, ikke punkt 3."}, follow=True)
    after = words(response.content.decode())
    assert "Det var punkt 2, ikke punkt 3." in after
    assert "Lise Lund" in after
    assert "Det var punkt 2" not in words(before)
    mailed = {mail.to for mail in queued_mails()}
    assert mailed == {person.email for person in (scene.team, scene.staff, scene.board, scene.consultant, scene.chef)}
    assert all("Det var punkt 2, ikke punkt 3." in letter.body for letter in queued_mails())


def test_the_chef_may_add_an_addendum() -> None:
    scene = approved()
    assert add_addendum(minutes=scene.minutes, text="Set.", by=scene.chef, today=TODAY).author == scene.chef


def test_an_empty_addendum_is_refused() -> None:
    scene = approved()
    with pytest.raises(TextMissing):
        add_addendum(minutes=scene.minutes, text=" ", by=scene.leader, today=TODAY)
    assert signed_in(scene.leader).post(scene.address("tilfoejelse"), {"text": " "}).status_code == 422


def test_an_addendum_before_approval_is_refused() -> None:
    scene = submitted()
    with pytest.raises(NotApprovedYet):
        add_addendum(minutes=scene.minutes, text="For tidligt", by=scene.leader, today=TODAY)
    assert signed_in(scene.leader).get(scene.address("tilfoejelse")).status_code == 404


@pytest.mark.parametrize("who", ["team", "staff", "board", "consultant"])
def test_others_of_the_meeting_may_not_add_an_addendum(who: str) -> None:
    scene = approved()
    with pytest.raises(NotAllowed):
        add_addendum(minutes=scene.minutes, text="x", by=getattr(scene, who), today=TODAY)
    assert signed_in(getattr(scene, who)).post(scene.address("tilfoejelse"), {"text": "x"}).status_code == 404
    assert not Addendum.objects.exists()


@pytest.mark.parametrize("role", [Role.AGREEMENT_HOLDER, Role.HEAD_OF_AREA, Role.ADMINISTRATOR])
def test_people_of_other_units_may_not_add_an_addendum(role: Role) -> None:
    scene = approved()
    daycare = factories.make_unit(kind="daycare")
    stranger = factories.user(role=role, unit=daycare, area=daycare.area)
    assert signed_in(stranger).post(scene.address("tilfoejelse"), {"text": "x"}).status_code == 404
