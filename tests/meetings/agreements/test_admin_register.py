"""The read-only register of agreements: who sees it, filters and exports."""

import csv
import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import Role
from home.admin.groups import sync_editor_groups
from meetings.agreements.models import Agreement
from meetings.units.enums import UnitKind
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories

pytestmark = pytest.mark.django_db
REGISTER = "/redaktion/meetings/agreement/"
DANGEROUS = ["=1+1", "+45 12 34", "-2", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1"]


def signed_in(role: Role | None, **where: Any) -> Client:
    person = factories.user(role=role, **where) if role else factories.user(is_superuser=True)
    sync_editor_groups()
    set_editor_groups(person, today=timezone.localdate())
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def agreement() -> Agreement:
    return factories.agreement(text="Vi læser hver dag")


def export(client: Client, kind: str, query: str = "") -> bytes:
    response = client.get(f"{REGISTER}?export={kind}{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_central_editors_and_administrators_see_the_register(agreement: Agreement) -> None:
    for role in (Role.CENTRAL_EDITOR, Role.ADMINISTRATOR):
        client = signed_in(role)
        page = client.get(REGISTER).content.decode()
        assert "Vi læser hver dag" in page
        assert agreement.unit.title in page
        inspected = client.get(f"{REGISTER}inspect/{agreement.pk}/").content.decode()
        assert "Vi læser hver dag" in inspected


@pytest.mark.parametrize(
    "role",
    [Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.HEAD_OF_AREA, Role.CONSULTANT, Role.BOARD_REPRESENTATIVE, None],
)
def test_others_do_not_see_the_register(agreement: Agreement, role: Role | None) -> None:
    client = signed_in(role)
    for address in (REGISTER, f"{REGISTER}?export=csv", f"{REGISTER}inspect/{agreement.pk}/"):
        response = client.get(address)
        assert response.status_code in {302, 403, 404}
        assert "Vi læser hver dag" not in response.content.decode()


@pytest.mark.parametrize("what", ["create/", "edit/{pk}/", "delete/{pk}/"])
def test_agreements_cannot_be_changed_in_the_register(agreement: Agreement, what: str) -> None:
    client = signed_in(Role.ADMINISTRATOR)
    address = REGISTER + what.format(pk=agreement.pk)
    form = {"text": "Ændret", "status": "fulfilled", "owner": "unit", "due_on": "2027-01-01"}
    for response in (client.get(address), client.post(address, form)):
        assert response.status_code in {302, 403, 404}
    assert Agreement.objects.get().text == "Vi læser hver dag"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("status=fulfilled", {"Indfriet"}),
        ("owner=administration", {"Forvaltningens"}),
        ("school_year=2025/2026", {"Fra i fjor"}),
        ("initiative={initiative}", {"Om læsning"}),
        ("area={area}", {"I dagtilbud"}),
        ("status=findes-ikke", {"Indfriet", "Forvaltningens", "Fra i fjor", "Om læsning", "I dagtilbud"}),
    ],
)
def test_each_filter_finds_its_agreements(query: str, found: set[str]) -> None:
    reading = factories.initiative("Læsning")
    factories.agreement(text="Indfriet", status="fulfilled")
    factories.agreement(text="Forvaltningens", owner="administration")
    factories.agreement(text="Om læsning", initiative=reading)
    last_year = factories.meeting(state="held", school_year="2025/2026")
    factories.agreement(text="Fra i fjor", minutes=factories.minutes(meeting=last_year, state="approved"))
    daycare = factories.make_unit(kind=UnitKind.DAYCARE)
    minutes = factories.minutes(meeting=factories.meeting(unit=daycare, state="held"), state="approved")
    factories.agreement(text="I dagtilbud", minutes=minutes)
    words = {"initiative": reading.pk, "area": daycare.area.pk}
    rows = csv.DictReader(
        io.StringIO(export(signed_in(Role.CENTRAL_EDITOR), "csv", "&" + query.format(**words)).decode())
    )
    assert {row["Aftale"] for row in rows} == found


@pytest.mark.parametrize(
    "query", ["minutes__submitted_by__password__startswith=x", "unit__memberships__user__email=a", "ukendt=1", "e=1"]
)
def test_other_field_lookups_in_the_query_string_are_ignored(agreement: Agreement, query: str) -> None:
    response = signed_in(Role.CENTRAL_EDITOR).get(f"{REGISTER}?{query}")
    assert response.status_code == 200
    assert "Vi læser hver dag" in response.content.decode()


@pytest.mark.parametrize("text", DANGEROUS)
def test_exported_cells_are_never_formulas(text: str) -> None:
    factories.agreement(text=text, owner_detail=text)
    client = signed_in(Role.CENTRAL_EDITOR)
    row = next(csv.DictReader(io.StringIO(export(client, "csv").decode(), newline="")))
    assert row["Aftale"] == f"'{text}"
    sheet = openpyxl.load_workbook(io.BytesIO(export(client, "xlsx"))).active
    cells = [cell for cells in sheet.iter_rows() for cell in cells]
    assert not any(cell.data_type == "f" for cell in cells)
    assert not any(
        isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells
    )


def test_a_control_character_does_not_break_the_workbook() -> None:
    factories.agreement(text="Vi\x0blæser")
    sheet = openpyxl.load_workbook(io.BytesIO(export(signed_in(Role.CENTRAL_EDITOR), "xlsx"))).active
    assert sheet["A2"].value == "Vilæser"


def test_the_export_is_in_danish() -> None:
    factories.agreement(text="Vi læser", status="in_progress", owner="administration")
    header, row = list(csv.reader(io.StringIO(export(signed_in(Role.CENTRAL_EDITOR), "csv").decode())))
    assert header == [
        "Aftale", "Enhed", "Område", "Skoleår", "Ansvarlig", "Hvem særligt", "Senest", "Status", "Afsluttet", "Indsats",
    ]  # fmt: skip
    assert {"Forvaltningen", "I gang", "Skoler"} <= set(row)


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = signed_in(Role.CENTRAL_EDITOR)
    minutes = factories.minutes(state="approved")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(REGISTER)
        return len(queries)

    factories.agreement(minutes=minutes)
    asked()
    few = asked()
    for number in range(12):
        factories.agreement(minutes=minutes, text=f"Aftale {number}", initiative=factories.initiative())
    assert asked() == few
