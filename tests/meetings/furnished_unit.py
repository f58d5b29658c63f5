"""A unit with everybody that a meeting needs: fixtures for every folder that tests meetings (see their conftest)."""

from dataclasses import dataclass, field

import pytest

from accounts.roles import Role
from accounts.user import User
from meetings.units.enums import UnitKind
from meetings.units.pages import UnitPage
from tests import factories
from tests.prepared import prepared

RULES = [
    {"type": "participant", "value": {"role": "leadership_team", "requirement": "must"}},
    {"type": "participant", "value": {"role": "staff_representative", "requirement": "must"}},
    {"type": "participant", "value": {"role": "board_representative", "requirement": "may"}},
    {"type": "participant", "value": {"role": "head_of_area", "requirement": "must"}},
    {"type": "participant", "value": {"role": "consultant", "requirement": "must"}},
]


@dataclass
class FurnishedUnit:
    """One unit and its people, by role."""

    unit: UnitPage
    people: dict[Role, User] = field(default_factory=dict)

    def __getitem__(self, role: Role) -> User:
        return self.people[role]

    def ids(self, *without: Role) -> list[int]:
        return [person.pk for role, person in self.people.items() if role not in without]

    def invited(self, meeting, *without: Role) -> None:
        """Puts everybody on the list, as the template says."""
        for role, person in self.people.items():
            if role not in without:
                must = "may" if role is Role.BOARD_REPRESENTATIVE else "must"
                factories.participant(meeting, role, person=person, requirement=must)


@prepared
def furnish(unit: UnitPage, *without: Role) -> FurnishedUnit:
    furnished = FurnishedUnit(unit)
    for role in (
        Role.AGREEMENT_HOLDER,
        Role.LEADERSHIP_TEAM,
        Role.STAFF_REPRESENTATIVE,
        Role.BOARD_REPRESENTATIVE,
        Role.HEAD_OF_AREA,
        Role.CONSULTANT,
    ):
        if role not in without:
            furnished.people[role] = factories.user(role=role, unit=unit, area=None, name=f"{role.name.title()} Hansen")
    return furnished


@pytest.fixture
def year():
    factories.template(participants=RULES)
    return factories.cycle()


@pytest.fixture
def school(year) -> FurnishedUnit:
    return furnish(factories.make_unit("Skovskolen"))


@pytest.fixture
def daycare(year) -> FurnishedUnit:
    return furnish(factories.make_unit("Solstrålen", kind=UnitKind.DAYCARE), Role.BOARD_REPRESENTATIVE)


@pytest.fixture
def holder(school):
    return school[Role.AGREEMENT_HOLDER]
