"""Units and people from a file: previewed, stored once confirmed, and read again later."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed, Refusal
from foundation.text.spreadsheet import as_csv, as_xlsx
from meetings.figures.parsing.refusals import FileRefused
from meetings.first_day.people_file.blank_sheet import blank_sheet
from meetings.first_day.people_file.import_people import RowsAreWrong
from meetings.first_day.people_file.make_plan import make_plan
from meetings.first_day.people_file.read_file import read_file
from meetings.units.close_unit import close_unit
from meetings.units.membership import Membership, MembershipSource
from meetings.units.pages import UnitPage
from meetings.units.people.grant_role import grant_role
from tests import factories
from tests.meetings.first_day.people_lines import ALL, CHEF, EDITOR, EVA, HEADINGS, IB, UNIT, problems, rows, store
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    return factories.user(role=Role.ADMINISTRATOR)


def roles() -> set[tuple[str, str, str]]:
    held = Membership.objects.current(timezone.localdate()).filter(source=MembershipSource.FILE)
    return set(held.values_list("user__name", "role", "unit__title"))


def test_units_and_people_are_stored_and_never_doubled(boss: User) -> None:
    assert store(boss, *ALL).counts == {"new": 5, "changed": 0, "unchanged": 0, "ended": 0}
    assert roles() == {
        ("Eva Holm", "agreement_holder", "Åskolen"),
        ("Ib Lund", "staff_representative", "Åskolen"),
        ("Kim Bo", "head_of_area", None),
        ("Ane Kjær", "central_editor", None),
    }
    assert set(UnitPage.objects.values_list("title", "slug", "area__title", "kind")) == {
        ("Åskolen", "aaskolen", "Skoler", "school"),
        ("Børnehuset Æblet", "boernehuset-aeblet", "Dagtilbud", "daycare"),
    }
    assert store(boss, *ALL).counts == {"new": 0, "changed": 0, "unchanged": 5, "ended": 0}
    assert UnitPage.objects.count() == 2 and Membership.objects.filter(source=MembershipSource.FILE).count() == 4


def test_a_row_costs_few_statements(boss: User) -> None:
    def cost(count: int, first: int) -> int:
        people = [[EVA[0], EVA[1], f"P{i}", f"p{i}@kommunen.example", *EVA[4:]] for i in range(first, first + count)]
        with CaptureQueriesContext(connection) as asked:
            store(boss, *people, end_missing=False, invite=True)
        return len(asked)

    store(boss, EVA)
    assert cost(30, first=0) - cost(10, first=100) <= 20 * 23


def test_a_workbook_says_the_same_as_a_text_file() -> None:
    lines = [HEADINGS, *ALL, [*EVA[:5], date(2026, 8, 1), date(2027, 7, 31)]]
    read = rows(data=as_xlsx([["Overblik"], [], *lines], title="Ark"))
    assert [replace(one, number=one.number - 2) for one in read] == rows(*ALL, [*EVA[:5], "2026-08-01", "2027-07-31"])


def test_a_file_that_is_read_again_changes_and_ends(boss: User) -> None:
    store(boss, *ALL)
    again = store(boss, [*EVA[:2], "Eva Holm Lund", *EVA[3:6], "31-07-2027"], CHEF, UNIT)
    assert again.counts == {"new": 0, "changed": 1, "unchanged": 2, "ended": 2}
    assert roles() == {("Eva Holm Lund", "agreement_holder", "Åskolen"), ("Kim Bo", "head_of_area", None)}
    assert Membership.objects.get(role=Role.AGREEMENT_HOLDER).ends_on == date(2027, 8, 1)
    assert store(boss, EVA, CHEF).counts["changed"] == 1
    assert Membership.objects.get(role=Role.AGREEMENT_HOLDER).ends_on is None
    acts = set(AuditEvent.objects.values_list("action", flat=True))
    assert acts >= {"people.stored_from_file", "person.renamed", "role.days_changed", "role.ended", "role.granted"}


def test_who_is_not_in_the_file_stays_without_a_yes(boss: User) -> None:
    store(boss, *ALL)
    assert store(boss, EVA, end_missing=False).counts["ended"] == 0
    assert len(roles()) == 4


def test_roles_by_hand_and_by_the_directory_stay(boss: User) -> None:
    store(boss, UNIT, EVA)
    unit, today = UnitPage.objects.get(slug="aaskolen"), timezone.localdate()
    by_hand, by_directory = factories.user(), factories.user()
    grant_role(user=by_hand, role=Role.LEADERSHIP_TEAM, unit=unit, by=boss, today=today)
    factories.membership(by_directory, Role.AGREEMENT_HOLDER, unit=unit, source=MembershipSource.DIRECTORY)
    listed = [[unit.title, "", one.name, one.email, role, "", "01-09-2026"] for one, role in (
        (by_hand, "Ledelsesteam"), (by_directory, "Aftaleholder"),
    )]  # fmt: skip
    assert store(boss, EVA).counts == {"new": 0, "changed": 0, "unchanged": 1, "ended": 0}
    assert store(boss, EVA, *listed).counts == {"new": 0, "changed": 0, "unchanged": 2, "ended": 1}
    held = Membership.objects.current(today).filter(unit=unit)
    assert set(held.values_list("user", flat=True)) == {User.objects.get(name="Eva Holm").pk, by_directory.pk}


def test_the_own_role_as_administrator_is_never_ended(boss: User) -> None:
    mine = ["", "", boss.name, boss.email, "Administrator", "", ""]
    Membership.objects.filter(user=boss).update(source=MembershipSource.FILE)
    store(boss, EVA)
    assert Membership.objects.current(timezone.localdate()).filter(user=boss).exists()
    assert problems([*mine[:6], "01-09-2026"], by=boss) == [
        "2: Din egen rolle som administrator kan ikke afsluttes med en fil."
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ([*EVA[:3], "", *EVA[4:]], "Skriv personens mailadresse."),
        ([*EVA[:3], "evakommunen", *EVA[4:]], "ikke en mailadresse"),
        ([*EVA[:2], "", *EVA[3:]], "Skriv personens navn."),
        ([*EVA[:4], "Leder", "", ""], "Rollen »Leder« findes ikke. Skriv en af disse: Aftaleholder, Ledelsesteam"),
        ([*EVA[:4], "", "", ""], "Skriv rollen."),
        (["", *EVA[1:]], "Skriv enhedens navn."),
        (["Ny skole", "", *EVA[2:]], "Ny skole er ny her. Skriv det område, enheden hører til."),
        ([EVA[0], "Vest", *EVA[2:]], "Området »Vest« findes ikke."),
        (["Lukket", *EVA[1:]], "Enheden er lukket."),
        (["Lukket", "Dagtilbud", *EVA[2:]], "opret den først under Enheder."),
        (["", "", *CHEF[2:]], "Skriv det område, som rollen hører til."),
        (["Åskolen", *CHEF[1:]], "Rollen Skole- og dagtilbudschef hører til et område."),
        (["Åskolen", *EDITOR[1:]], "Rollen Redaktør gælder hele kommunen."),
        (["", "Skoler", *EDITOR[2:]], "Lad enhed og område stå tomme."),
        ([*EVA[:5], "i morgen", ""], "»i morgen« er ikke en dato."),
        ([*EVA[:5], "01-08-2027", "31-07-2027"], "Den sidste dag ligger før den første."),
        (["E" * 121, *EVA[1:]], "Navnet er for langt."),
        (["", "", "Anna", "eksempel@kommunen.example", "", "", ""], "Det er eksemplet fra skemaet."),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(boss: User, line: list[str], says: str) -> None:
    closed = factories.make_unit("Lukket")
    close_unit(unit=closed, closed_on=timezone.localdate(), by=boss)
    found = problems([*IB[:1], "Skoler", *IB[2:]], line)
    assert len(found) == 1 and found[0].startswith("3: ") and says in found[0], found
    before = Membership.objects.count()
    with pytest.raises(RowsAreWrong):
        store(boss, [*IB[:1], "Skoler", *IB[2:]], line)
    assert (Membership.objects.count(), UnitPage.objects.count()) == (before, 1)


def test_rows_that_contradict_each_other_are_named() -> None:
    assert problems(EVA, EVA) == ["3: Det samme står i række 2. Slet den ene af de to."]
    hyphenated = [[name, *EVA[1:]] for name in ("Å-skolen", "Å skolen")]
    assert problems(*hyphenated) == ["3: Det samme står i række 2. Slet den ene af de to."]
    assert problems(EVA, [*EVA[:2], "Eva", EVA[3].upper(), "Ledelsesteam", "", ""]) == [
        "3: Den samme mailadresse har navnet Eva Holm i række 2."
    ]
    assert problems(EVA, [IB[0], "Dagtilbud", *IB[2:]]) == [
        "3: Åskolen har et andet område i en række længere oppe. Ret det ene. Er det to enheder med samme navn, så "
        "opret dem begge under Enheder først."
    ]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (as_csv([HEADINGS, [*EVA[:2], "Eva 010190-1234", *EVA[3:]]]), "cpr-nummer"),
        (as_csv([["Klasse", "Fravær"], ["4.a", "5,1"]]), "Overskrifterne blev ikke fundet."),
        (as_csv([["Enhed", "Område", "Navn", "Mail"], EVA[:4]]), "Filen mangler en kolonne med overskriften: Rolle."),
        (as_csv([HEADINGS]), "Der står ikke noget under overskrifterne."),
        (as_csv([HEADINGS, *[EVA] * 1001]), "Filen har mere end 1000 rækker."),
        (b"%PDF-1.7", "Vælg en fil med enheder og personer"),
        (b"", "Filen er tom."),
        (b"a" * (10 * 1024 * 1024 + 1), "Behold kun arket med enheder og personer."),
    ],
    ids=["CPR", "figures", "no role", "no rows", "too many", "PDF", "empty", "too large"],
)
def test_a_file_that_cannot_be_read_says_what_to_do(data: bytes, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_file(ContentFile(data, name="fil"))
    assert says in refused.value.message


def test_hidden_rows_are_not_taken_for_people_who_left() -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    with pytest.raises(FileRefused, match="skjulte rækker i arket: 3"):
        rows(data=as_xlsx([HEADINGS, EVA, CHEF, EDITOR], title="Ark", layout=hide))


def test_the_sheet_to_fill_in_is_read_but_its_example_is_not_stored() -> None:
    found = rows(data=blank_sheet())
    assert [(one.role, one.starts) for one in found] == [("Aftaleholder", "01-08-2026")]
    plan = make_plan(found, by=None, today=timezone.localdate())
    assert [one["problem"] for one in plan.problems] == ["Det er eksemplet fra skemaet. Slet rækken."]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_store_people_from_a_file(role: Role) -> None:
    with pytest.raises(NotAllowed):
        store(factories.user(role=role), EVA)


# Pages ---------------------------------------------------------------------------------------------------------------


def choose(client: Client, *lines: list[str]) -> Any:
    upload = SimpleUploadedFile("folk.csv", as_csv([HEADINGS, *lines]))
    return client.post(reverse("people_file"), {"file": upload})


def confirm(client: Client, page: Any, **answers: str) -> Any:
    return client.post(reverse("people_file"), {"carried": page.context["carried"], **answers}, follow=True)


def test_nothing_is_stored_and_nobody_is_written_to_before_the_administrator_says_so(
    client: Client, boss: User
) -> None:
    client.force_login(boss)
    page = choose(client, *ALL)
    assert not UnitPage.objects.exists() and User.objects.count() == 1
    text = page.content.decode()
    assert "Enheden Åskolen bliver oprettet." in text and "Eva Holm bliver oprettet." in text
    done = confirm(client, page)
    assert "Filen er gemt: 5 nye, 0 ændret, 0 afsluttet, 0 uændret." in done.content.decode()
    assert len(roles()) == 4 and not queued_mails()
    person = client.get(reverse("person", args=[User.objects.get(name="Eva Holm").pk]))
    assert "fra en fil" in person.content.decode()


def test_with_the_tick_those_who_are_new_get_a_link(client: Client, boss: User) -> None:
    client.force_login(boss)
    confirm(client, choose(client, EVA), invite="on")
    confirm(client, choose(client, EVA, IB), invite="on")
    assert sorted(mail.to for mail in queued_mails()) == [EVA[3], IB[3]]


def test_ending_is_asked_about(client: Client, boss: User) -> None:
    store(boss, *ALL)
    client.force_login(boss)
    page = choose(client, EVA)
    assert "Ib Lund" in page.content.decode()
    unanswered = confirm(client, page)
    assert unanswered.status_code == 422 and len(roles()) == 4
    confirm(client, unanswered, missing="keep")
    assert len(roles()) == 4
    confirm(client, page, missing="end")
    assert len(roles()) == 1


def test_what_changed_after_the_preview_is_shown_first(client: Client, boss: User) -> None:
    client.force_login(boss)
    page = choose(client, EVA)
    store(boss, [*EVA[:3], "else@kommunen.example", *EVA[4:]])
    answer = confirm(client, page, missing="keep")
    assert answer.status_code == 409 and "ændret i mellemtiden" in answer.content.decode()
    assert User.objects.filter(email=EVA[3]).count() == 0
    confirm(client, answer, missing="keep")
    assert User.objects.filter(email=EVA[3]).count() == 1


def test_a_preview_is_of_one_person_and_cannot_be_changed(client: Client, boss: User) -> None:
    client.force_login(boss)
    page = choose(client, EVA)
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    assert "for gammel" in confirm(client, page).content.decode()
    assert not UnitPage.objects.exists()


# The command ---------------------------------------------------------------------------------------------------------


def run(path: Path, *options: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_people", str(path), "--json", *options, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_the_command_does_the_same(tmp_path: Path, boss: User) -> None:
    path = tmp_path / "folk.csv"
    path.write_bytes(as_csv([HEADINGS, *ALL]))
    first = {"new": 5, "changed": 0, "unchanged": 0, "ended": 0, "not_in_file": 0, "stored": False, "problems": []}
    assert run(path, "--dry-run") == first and not UnitPage.objects.exists()
    assert run(path) == {**first, "stored": True}
    assert not queued_mails()
    path.write_bytes(as_csv([HEADINGS, EVA, UNIT]))
    assert run(path) == {**first, "new": 0, "unchanged": 2, "not_in_file": 3, "stored": True}
    assert run(path, "--end-missing") == {**first, "new": 0, "unchanged": 2, "ended": 3, "stored": True}


def test_the_command_names_wrong_rows_and_fails(tmp_path: Path, boss: User) -> None:
    path = tmp_path / "folk.csv"
    path.write_bytes(as_csv([HEADINGS, EVA, [*IB[:4], "Leder", "", ""]]))
    out = io.StringIO()
    with pytest.raises(CommandError, match="Ret rækkerne"):
        call_command("import_people", str(path), "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert report["problems"][0]["row"] == 3 and not report["stored"] and not UnitPage.objects.exists()
    factories.user(role=Role.ADMINISTRATOR)
    path.write_bytes(as_csv([HEADINGS, EVA]))
    with pytest.raises(CommandError, match="--by"):
        run(path)
    assert run(path, "--by", boss.email)["stored"]
