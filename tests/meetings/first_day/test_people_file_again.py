"""A file of people against the roles that people have, had, or will have."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from foundation.audit import AuditEvent
from meetings.first_day.people_file.import_people import import_people
from meetings.first_day.people_file.make_plan import make_plan
from meetings.units.create_unit import create_unit
from meetings.units.membership import Membership, MembershipSource
from meetings.units.pages import AreaPage, UnitPage
from meetings.units.people.end_role import end_role
from meetings.units.people.grant_role import grant_role
from meetings.units.people.hand_over_role import hand_over_role
from meetings.units.structure.rename_unit import rename_unit
from tests import factories
from tests.meetings.first_day.people_lines import ALL, EVA, UNIT, problems, rows, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    return factories.user(role=Role.ADMINISTRATOR)


def day(delta: int) -> date:
    return timezone.localdate() + timedelta(days=delta)


def danish(delta: int) -> str:
    return f"{day(delta):%d-%m-%Y}"


def acts(*lines: list[str], by: User) -> list[str]:
    return [act for one in make_plan(rows(*lines), by=by, today=timezone.localdate()).rows for act in one.acts]


def test_one_person_in_two_units_of_the_same_name_is_no_repetition(boss: User) -> None:
    skoler, dagtilbud = AreaPage.objects.order_by("-title")
    for area in (skoler, dagtilbud):
        create_unit(title="Åskolen", area=area, address="", phone="", by=boss)
    assert problems(EVA, [EVA[0], "Dagtilbud", *EVA[2:]]) == []


def test_a_role_that_ended_is_given_again_from_the_day_after(boss: User) -> None:
    store(boss, [*EVA[:5], danish(-30), ""])
    end_role(membership=Membership.objects.get(role=Role.AGREEMENT_HOLDER), by=boss, today=day(0))
    assert any(act.startswith("Den begynder") for act in acts([*EVA[:5], danish(-20), ""], by=boss))
    assert store(boss, [*EVA[:5], danish(-20), ""]).counts["new"] == 1
    held = Membership.objects.filter(role=Role.AGREEMENT_HOLDER).order_by("pk")
    assert list(held.values_list("starts_on", "ends_on")) == [(day(-30), day(0)), (day(0), None)]


def test_days_are_recorded_and_an_earlier_last_day_ends_the_role(boss: User) -> None:
    store(boss, [*EVA[:5], danish(10), ""])
    store(boss, [*EVA[:5], danish(20), danish(29)])
    data = dict(AuditEvent.objects.filter(action__startswith="role.").values_list("action", "data"))
    assert data["role.days_changed"]["starts_on"] == str(day(20)) and "ends_on" not in data["role.days_changed"]
    assert data["role.ended"]["ends_on"] == str(day(30))
    store(boss, [*EVA[:5], danish(20), danish(39)])
    assert AuditEvent.objects.filter(action="role.days_changed").latest("pk").data["ends_on"] == str(day(40))
    assert AuditEvent.objects.filter(action="role.ended").count() == 1


def test_a_role_whose_last_day_is_over_is_shown_once(boss: User) -> None:
    store(boss, EVA)
    over = [*EVA[:6], danish(-1)]
    assert acts(over, by=boss) == ["Den sidste dag er forbi."]
    assert make_plan(rows(over), by=boss, today=day(0)).counts == {"new": 0, "changed": 0, "unchanged": 0, "ended": 1}
    renamed = store(boss, [*over[:2], "Eva Lund", *over[3:]])
    assert renamed.counts == {"new": 0, "changed": 1, "unchanged": 0, "ended": 1}


def test_a_role_that_is_handed_over_stays_so(boss: User) -> None:
    store(boss, EVA)
    held, successor = Membership.objects.get(role=Role.AGREEMENT_HOLDER), factories.user()
    hand_over_role(membership=held, to=successor, on=day(7), by=boss, today=day(0))
    for today in (day(0), day(8)):
        plan = import_people(rows=rows(EVA), by=boss, today=today, end_missing=True, invite=False)
        assert plan.counts == {"new": 0, "changed": 0, "unchanged": 1, "ended": 0}
        assert plan.rows[0].acts[0].startswith("Rollen er overdraget fra")
    ends = Membership.objects.filter(role=Role.AGREEMENT_HOLDER).order_by("pk").values_list("ends_on", flat=True)
    assert list(ends) == [day(7), None]
    back = import_people(rows=rows([*EVA[:5], danish(30), ""]), by=boss, today=day(0), end_missing=True, invite=False)
    assert back.counts["new"] == 1
    assert store(boss, [*EVA[:5], danish(30), ""]).counts["unchanged"] == 1


def test_a_file_with_units_alone_ends_no_role(boss: User) -> None:
    store(boss, *ALL)
    assert store(boss, UNIT).counts == {"new": 0, "changed": 0, "unchanged": 1, "ended": 0}


def test_every_open_role_of_a_row_is_kept(boss: User) -> None:
    store(boss, [*EVA[:6], danish(9)])
    held = Membership.objects.get(role=Role.AGREEMENT_HOLDER)
    grant_role(
        user=held.user, role=Role.AGREEMENT_HOLDER, unit=held.unit, by=boss, today=day(0), starts_on=day(20),
        source=MembershipSource.FILE,
    )  # fmt: skip
    assert store(boss, EVA).counts["ended"] == 0


def test_the_former_name_of_a_unit_is_answered_with_the_present_one(boss: User) -> None:
    store(boss, EVA)
    rename_unit(unit=UnitPage.objects.get(), title="Engskolen", by=boss)
    assert problems(EVA) == ["2: Enheden Åskolen hedder nu Engskolen. Ret navnet i filen."]


def test_an_address_is_stored_as_accounts_have_it(boss: User) -> None:
    store(boss, [*EVA[:3], "Eva@KOMMUNEN.example\u200b", *EVA[4:]])
    assert User.objects.filter(email=EVA[3]).exists() and store(boss, EVA).counts["unchanged"] == 1
