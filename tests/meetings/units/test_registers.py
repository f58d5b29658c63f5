"""The registers of wishes, roles and objections in the Wagtail admin: who sees them, and what they never show."""

import csv
import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from home.admin.groups import sync_editor_groups
from media.enums import ObjectionKind
from media.models import Objection
from meetings.meeting.enums import MeetingState
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories

pytestmark = pytest.mark.django_db

WISHES, ROLES, OBJECTIONS = (
    f"/redaktion/{name}/" for name in ("meetings/supportrequest", "meetings/membership", "media/objection")
)
REGISTERS = (WISHES, ROLES, OBJECTIONS)


@pytest.fixture
def unit() -> Any:
    """A unit with a wish, a leader and an objection to a drawing."""
    unit = factories.make_unit("Granskolen")
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit, name="Gerda Gran")
    meeting = factories.meeting(unit=unit, state=MeetingState.PREPARING)
    factories.wish(meeting, text="=1+1", responsible=leader, answer_by=date(2026, 9, 1))
    drawing = factories.evidence(meeting=meeting, owner=leader, title="Ida og Bo på bakken")
    Objection.objects.create(
        evidence=drawing, kind=ObjectionKind.OBJECTION, received_on=date(2026, 9, 2), registered_by=leader,
        reason="Mor vil ikke have det",
    )  # fmt: skip
    return unit


def signed_in(role: Role | None, **where: Any) -> Client:
    person = factories.user(role=role, **where) if role else factories.user(is_superuser=True)
    sync_editor_groups()
    set_editor_groups(person, today=timezone.localdate())
    client = Client()
    client.force_login(person)
    return client


def export(client: Client, register: str, kind: str = "csv") -> bytes:
    return b"".join(client.get(f"{register}?export={kind}").streaming_content)  # type: ignore[arg-type]


def rows(register: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export(signed_in(Role.ADMINISTRATOR), register).decode())))


@pytest.mark.parametrize("register", REGISTERS)
def test_administrators_read_them_and_change_nothing(unit: Any, register: str) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    page = client.get(register)
    assert page.status_code == 200 and "Granskolen" in page.content.decode()
    for what in ("create/", "edit/1/", "delete/1/", "inspect/1/", "history/1/"):
        assert client.get(register + what).status_code == 404
        assert client.post(register + what, {"text": "Ændret"}).status_code == 404
    assert openpyxl.load_workbook(io.BytesIO(export(client, register, "xlsx"))).active.max_row > 1


@pytest.mark.parametrize("register", REGISTERS)
@pytest.mark.parametrize("role", [*(role for role in Role if role != Role.ADMINISTRATOR), None])
def test_nobody_else_sees_them(unit: Any, role: Role | None, register: str) -> None:
    client = signed_in(role, **({"unit": unit} if role else {}))
    for address in (register, f"{register}?export=csv", f"{register}?export=xlsx"):
        response = client.get(address)
        assert response.status_code in {302, 403, 404}
        assert "Gerda Gran" not in response.content.decode()


def test_objections_show_the_kind_the_day_and_the_decision_but_neither_content_nor_reason(unit: Any) -> None:
    page = signed_in(Role.ADMINISTRATOR).get(OBJECTIONS).content.decode()
    (row,) = rows(OBJECTIONS)
    assert row["Enhed"] == "Granskolen" and row["Modtaget"] == "2026-09-02" and row["Afgørelse"]
    for secret in ("Ida og Bo", "Mor vil ikke"):
        assert secret not in page and secret not in str(row)


def test_roles_say_who_where_from_when_and_by_whom(unit: Any) -> None:
    row = next(row for row in rows(ROLES) if row["Person"] == "Gerda Gran")
    assert (row["Rolle"], row["Hvor"]) == ("Aftaleholder", "Granskolen") and "Givet af" in row
    wide = next(row for row in rows(ROLES) if row["Rolle"] == "Administrator")
    assert wide["Hvor"] == "hele kommunen"


def test_a_wish_is_no_formula_and_filters_take_only_their_own_fields(unit: Any) -> None:
    (row,) = rows(WISHES)
    assert (row["Ønske om støtte"], row["Enhed"]) == ("'=1+1", "Granskolen")
    client = signed_in(Role.ADMINISTRATOR)
    assert "=1+1" in client.get(f"{WISHES}?overdue=1&responsible__password__startswith=x").content.decode()
    assert "=1+1" not in client.get(f"{WISHES}?state=closed").content.decode()
