"""Eight leaders, each with a unit of their own; prints who they are and where they write."""

import json

from accounts.roles import Role
from meetings.units.enums import UnitKind
from tests import factories


def main() -> None:
    leaders = []
    for number in range(8):
        kind = UnitKind.SCHOOL if number % 2 else UnitKind.DAYCARE
        unit = factories.make_unit(kind=kind)
        leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
        leaders.append({"email": leader.email, "profile": f"{unit.get_url()}rediger/"})
    print(json.dumps(leaders))
