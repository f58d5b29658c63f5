"""The owner of an agreement is chosen: unit or administration, a role in them, or a person; not typed."""

from dataclasses import replace

import pytest

from accounts.roles import Role
from meetings.minutes.content import AgreementRow
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.owner_choices import owner_choices
from tests import factories
from tests.meetings.minutes.browser import form_of, signed_in
from tests.meetings.minutes.scene import agreed, begun, full_text, save

pytestmark = pytest.mark.django_db


def test_the_choices_are_roles_participants_and_people_of_the_administration() -> None:
    scene = begun()
    factories.user(role=Role.CONSULTANT, area=scene.unit.area, name="Ida Iversen")
    factories.user(role=Role.CONSULTANT, area=factories.make_area("daycare"), name="Fra et andet område")
    _choose, (unit, of_unit), (administration, of_administration) = owner_choices(scene.meeting)
    assert (unit, administration) == ("Skovskolen", "Forvaltningen")
    assert of_unit[0] == ("unit", "Skovskolen")
    assert ("unit|Aftaleholder", "Aftaleholder") in of_unit
    assert ("unit|Mia Mose", "Mia Mose") in of_unit
    names = [label for _value, label in of_administration]
    assert {"Forvaltningen", "Konsulent", "Kim Krog", "Hanne Holm", "Ida Iversen"} <= set(names)
    assert "Fra et andet område" not in names and len(names) == len(set(names))


def open_form(scene):
    client = signed_in(scene.leader)
    html = client.get(scene.address("skriv")).content.decode()
    return client, html, form_of(html)


def test_a_chosen_person_is_stored_as_owner_and_name() -> None:
    scene = begun()
    save(scene.minutes, full_text(scene), scene.leader)
    client, _html, form = open_form(scene)
    client.post(scene.address("skriv"), {**form, "agreements-0-owner": "administration|Kim Krog", "do": "save"})
    row = draft_content(MinutesPage.objects.get()).agreements[0]
    assert (row.owner, row.owner_detail) == ("administration", "Kim Krog")
    assert row.owner_in_words() == "Forvaltningen (Kim Krog)"
    _client, _html, form = open_form(scene)
    assert form["agreements-0-owner"] == "administration|Kim Krog"


def test_an_owner_typed_before_stays_and_is_shown() -> None:
    scene = begun()
    save(scene.minutes, full_text(scene, agreed(owner_detail="Udskolingsteamet")), scene.leader)
    client, html, form = open_form(scene)
    assert "Skovskolen (Udskolingsteamet)" in html
    client.post(scene.address("skriv"), {**form, "adjust_frame-text": "Kortere", "do": "save"})
    assert draft_content(MinutesPage.objects.get()).agreements[0].owner_detail == "Udskolingsteamet"


def test_nobody_else_can_be_sent() -> None:
    scene = begun()
    save(scene.minutes, full_text(scene), scene.leader)
    client, _html, form = open_form(scene)
    answer = client.post(scene.address("skriv"), {**form, "agreements-0-owner": "unit|En fremmed", "do": "save"})
    assert answer.status_code == 422


def test_the_form_of_a_row_gives_the_row_back() -> None:
    row = AgreementRow("a", text="Vi læser", owner="unit", owner_detail="Tom Tang")
    values = AgreementRow.form_values({"text": row.text, "owner": row.owner, "owner_detail": row.owner_detail})
    assert values == {"text": "Vi læser", "owner": "unit|Tom Tang"}
    assert replace(row, owner="", owner_detail="").with_written(values) == row
