"""Whose task an agreement is: the person or role that the minutes name, or else all who follow up on that side."""

import pytest

from meetings.agreements.models import Agreement
from meetings.agreements.owned_agreements import owned_by
from meetings.units import access
from tests.meetings.minutes.scene import TODAY, approved

pytestmark = pytest.mark.django_db
EVERYBODY = ("leader", "team", "chef", "consultant", "staff", "board")


@pytest.mark.parametrize(
    ("owner", "detail", "whose"),
    [
        ("unit", "", {"leader", "team"}),
        ("unit", "Tom Tang", {"team"}),
        ("unit", "Aftaleholder", {"leader"}),
        ("unit", "Mia Mose", {"leader", "team"}),
        ("administration", "", {"chef", "consultant"}),
        ("administration", "Kim Krog", {"consultant"}),
        ("administration", "Skole- og dagtilbudschef", {"chef"}),
        ("administration", "PPR", {"chef", "consultant"}),
    ],
)
def test_an_agreement_belongs_to_its_owner(owner, detail, whose):
    scene = approved()
    Agreement.objects.update(owner=owner, owner_detail=detail)

    def has_it(person):
        return Agreement.objects.filter(owned_by(access.of(person), person.name, TODAY)).exists()

    assert {name for name in EVERYBODY if has_it(getattr(scene, name))} == whose
