"""Pages of templates, as seen by all participating roles."""

import html

import pytest

from accounts.roles import Role
from meetings.units.enums import UnitKind
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/skabeloner/2026-2027/"
NO_READERS = (Role.FORUM_MEMBER, Role.DEPARTMENT_LEADER, Role.DATA_PROTECTION_OFFICER)
READERS = [role for role in Role if role not in NO_READERS]


def frame(**fields):
    leaders = {"role": "leadership_team", "requirement": "must", "applies_to": "all", "note": ""}
    board = {"role": "board_representative", "requirement": "may", "applies_to": "daycare", "note": ""}
    kept = {"text": "PLF fokuserer på data.", "where": "Forberedelse"}
    common = {"is_open": False, "owner": "administration", "focus": [{"topic": "Fællesskaber", "applies_to": "all"}]}
    step = {"kind": "initial", "title": "Indledende møde", "duration": "1-2 timer", "text": "Vi vælger data."}
    defaults = {
        "purpose": "At lære af hinanden.",
        "contributes_to": [{"type": "sentence", "value": "Et bedre afsæt."}],
        "participants": [
            {"type": "participant", "value": leaders},
            {"type": "participant", "value": board},
        ],
        "preparation": [{"type": "step", "value": step}, {"type": "kept_text", "value": kept}],
        "agenda": [
            factories.agenda_item(
                "Mål", 60,
                questions=["Hvad siger vores data?"],
                perspectives=[{"perspective": "children", "examples": "tegninger"}],
                required_data=[{"text": "Fraværsdata", "applies_to": "school"}],
            ),
            factories.agenda_item("Indsatser", 180, **common),
        ],
        "follow_up": [{"type": "sentence", "value": "Vi følger op."}],
    }  # fmt: skip
    return factories.template(**(defaults | fields))


def read(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(response.content.decode()).replace("\u00a0", " ")


def test_every_field_is_shown(client):
    frame()
    client.force_login(factories.user(role=Role.STAFF_REPRESENTATIVE))
    page = read(client)
    for words in (
        "At lære af hinanden.", "Et bedre afsæt.", "Ledelsesteam", "Indledende møde", "1-2 timer",
        "PLF fokuserer på data.", "Hvad siger vores data?", "for eksempel tegninger", "Fraværsdata",
        "Fællesskaber", "Vi følger op.",
        "Punkterne varer 4 timer i alt, lige så længe som mødet.", "Låst: Forvaltningen har ansvaret for dette punkt.",
        "Det skal I have med",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize(
    ("kind", "own"), [(UnitKind.SCHOOL, "Det skal I have med"), (UnitKind.DAYCARE, "Bestyrelsesrepræsentant")]
)
def test_a_unit_sees_its_own_kind_by_default(client, kind, own):
    frame()
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit(kind=kind)))
    other = {"Det skal I have med", "Bestyrelsesrepræsentant"} - {own}
    page = read(client)
    assert own in page and not other & {words for words in other if words in page}
    switched = read(client, ADDRESS + ("?vis=dagtilbud" if kind is UnitKind.SCHOOL else "?vis=skole"))
    assert own not in switched and all(words in switched for words in other)


def test_an_unknown_kind_in_the_query_string_is_no_error(client):
    frame()
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR))
    assert "Det skal I have med" in read(client, ADDRESS + "?vis=gymnasium")


@pytest.mark.parametrize("role", READERS)
def test_all_participating_roles_see_published_templates(client, role):
    frame()
    client.force_login(factories.user(role=role))
    assert "At lære af hinanden." in read(client)
    assert "Skoleåret 2026/2027" in read(client, "/skabeloner/")


@pytest.mark.parametrize("role", [role for role in READERS if role is not Role.CENTRAL_EDITOR])
def test_only_editors_see_a_draft(client, role):
    frame(published=False)
    client.force_login(factories.user(role=role))
    assert client.get(ADDRESS).status_code == 404
    assert "Skoleåret 2026/2027" not in read(client, "/skabeloner/")
    assert "Skabelonen er på vej" in read(client, "/skabeloner/")


def test_a_draft_is_labelled_for_the_editor(client):
    page = frame(published=False)
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR))
    assert "Kladde: Kun redaktører kan se den" in read(client)
    assert f"/redaktion/pages/{page.pk}/edit/" in read(client)
    assert "Start året" not in read(client)


def test_the_editor_sees_that_there_are_unpublished_changes(client):
    page = frame()
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR))
    assert "Start året 2026/2027" in read(client)
    assert "som ikke er udgivet endnu" not in read(client)
    page.purpose = "Noget nyt"
    page.save_revision()
    assert "som ikke er udgivet endnu" in read(client) and "Noget nyt" not in read(client)


def test_a_started_year_has_no_link_to_start_it(client):
    frame()
    factories.cycle()
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR))
    page = read(client)
    assert "Start året 2026/2027" not in page and "Se, om alle enheder har fået oprettet et møde" in page


@pytest.mark.parametrize("address", [ADDRESS, "/skabeloner/"])
def test_strangers_and_forum_members_get_404(client, address):
    frame()
    assert client.get(address).status_code in {302, 404}
    client.force_login(factories.user(role=Role.FORUM_MEMBER))
    assert client.get(address).status_code == 404


def test_only_editors_see_the_link_to_a_new_template(client):
    frame()
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER))
    assert "Importér fra Word" not in read(client, "/skabeloner/") and "Rediger skabelonen" not in read(client)
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR))
    assert "Importér fra Word" in read(client, "/skabeloner/")


def test_without_templates_the_editor_sees_the_next_step(client):
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR))
    assert "Begynd med det dokument, du har" in read(client, "/skabeloner/")
