"""Eight leaders, each with a unit whose meeting was held; prints who they are and where they write."""

import json

from accounts.roles import Role
from meetings.meeting.enums import MeetingState
from meetings.units.enums import UnitKind
from tests import factories
from tests.services.one_photo import session_of


def main() -> None:
    leaders = []
    for number in range(8):
        kind = UnitKind.SCHOOL if number % 2 else UnitKind.DAYCARE
        unit = factories.make_unit(kind=kind)
        meeting = factories.meeting(unit=unit, state=MeetingState.HELD)
        leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
        forms = [f"{meeting.get_url()}referat/skriv/", f"{unit.get_url()}rediger/"]
        leaders.append({"email": leader.email, "session": session_of(leader), "forms": forms})
    print(json.dumps(leaders))
