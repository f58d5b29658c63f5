"""Areas with names of the municipality's own, and units that are renamed."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from home.page_tree import ensure_page_tree
from meetings.meeting.pages import MeetingPage
from meetings.overview.overview import overview_for
from meetings.units import access
from meetings.units.create_unit import NameTaken, create_unit
from meetings.units.enums import UnitKind
from meetings.units.pages import AreaPage, UnitPage
from meetings.units.structure.area_name import AreaNameTaken
from meetings.units.structure.create_area import create_area
from meetings.units.structure.edit_area import AreaHasUnits, edit_area
from meetings.units.structure.remove_area import AreaInUse, remove_area
from meetings.units.structure.rename_unit import rename_unit
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss() -> User:
    factories.home()
    return factories.user(role=Role.ADMINISTRATOR)


def test_a_second_area_of_the_same_kind_is_an_area_like_the_first(client: Client, boss: User) -> None:
    """Its chef sees its units and no others, on the pages, the board and in lists; so does the first one's."""
    district = create_area(title="Distrikt Nord", kind=UnitKind.DAYCARE, by=boss)
    other = factories.make_area(UnitKind.DAYCARE)
    unit = create_unit(title="Nordstjernen", area=district, address="", phone="", by=boss)
    elsewhere = create_unit(title="Sydstjernen", area=other, address="", phone="", by=boss)
    chef, other_chef = (factories.user(role=Role.HEAD_OF_AREA, area=area) for area in (district, other))
    meetings = {one.pk: factories.meeting(unit=one) for one in (unit, elsewhere)}
    today = timezone.localdate()
    for person, own, foreign in ((chef, unit, elsewhere), (other_chef, elsewhere, unit)):
        assert set(access.visible_to(person, UnitPage)) == {own}
        assert set(access.visible_to(person, AreaPage)) == {own.area}
        assert set(access.visible_to(person, MeetingPage)) == {meetings[own.pk]}
        assert [row.title for row in overview_for(person, today=today).rows] == [own.title]
        client.force_login(person)
        assert client.get(own.area.url).status_code == client.get(own.url).status_code == 200
        assert client.get(foreign.area.url).status_code == client.get(foreign.url).status_code == 404
    assert (unit.kind, unit.url) == ("daycare", "/distrikt-nord/nordstjernen/")


def test_areas_are_created_renamed_and_removed_on_the_site(client: Client, boss: User) -> None:
    client.force_login(boss)
    page = client.post(reverse("area_new"), {"title": "Specialtilbud", "kind": "school"}, follow=True)
    assert "Området Specialtilbud er oprettet." in page.content.decode()
    area = AreaPage.objects.get(slug="specialtilbud")
    assert client.get(reverse("area_edit", args=[area.pk])).status_code == 200
    address, before = reverse("area_edit", args=[area.pk]), {"before": "school Specialtilbud"}
    client.post(address, {"title": "Specialskoler", "kind": "daycare", **before})
    late = client.post(address, {"title": "Specialskoler", "kind": "school", **before})
    assert late.status_code == 409 and "ændret området i mellemtiden" in late.content.decode()
    area.refresh_from_db()
    assert (area.title, area.draft_title, area.slug, area.unit_kind) == (
        "Specialskoler", "Specialskoler", "specialskoler", "daycare",
    )  # fmt: skip
    client.post(reverse("area_remove", args=[area.pk]))
    assert not AreaPage.objects.filter(pk=area.pk).exists()
    ensure_page_tree()
    assert not AreaPage.objects.filter(slug="specialskoler").exists()


def test_the_areas_that_come_along_can_be_replaced(boss: User) -> None:
    school, daycare = AreaPage.objects.order_by("path")
    edit_area(area=school, title="Hele kommunen", kind=UnitKind.SCHOOL, by=boss)
    remove_area(area=daycare, by=boss)
    ensure_page_tree()
    assert list(AreaPage.objects.values_list("title", "slug")) == [("Hele kommunen", "hele-kommunen")]
    with pytest.raises(AreaInUse):
        remove_area(area=AreaPage.objects.get(), by=boss)


def test_the_address_follows_the_name_until_mails_link_to_it(boss: User) -> None:
    unit = factories.make_unit()
    area = edit_area(area=unit.area, title="Folkeskoler", kind=UnitKind.SCHOOL, by=boss)
    assert UnitPage.objects.get(pk=unit.pk).url == f"/folkeskoler/{unit.slug}/"
    factories.meeting(unit=UnitPage.objects.get(pk=unit.pk))
    area = edit_area(area=area, title="Skoleområdet", kind=UnitKind.SCHOOL, by=boss)
    assert (area.title, UnitPage.objects.get(pk=unit.pk).url) == ("Skoleområdet", f"/folkeskoler/{unit.slug}/")


@pytest.mark.parametrize("title", ["Skoler", "skoler", "Personer", "Lederforum", "Konto", "Redaktion", "?!"])
def test_a_name_that_is_taken_is_refused(boss: User, title: str) -> None:
    with pytest.raises(AreaNameTaken):
        create_area(title=title, kind=UnitKind.SCHOOL, by=boss)
    with pytest.raises(AreaNameTaken):
        edit_area(area=factories.make_area(UnitKind.DAYCARE), title=title, kind=UnitKind.DAYCARE, by=boss)


def test_an_area_in_use_keeps_its_kind_and_is_not_removed(boss: User) -> None:
    before = AreaPage.objects.get(unit_kind=UnitKind.SCHOOL)
    unit = factories.make_unit()
    before.unit_kind = UnitKind.DAYCARE  # read while the kind could still change
    with pytest.raises(AreaHasUnits):
        edit_area(area=before, title="Skoler", kind=UnitKind.DAYCARE, by=boss)
    with pytest.raises(AreaHasUnits):
        edit_area(area=unit.area, title="Skoler", kind=UnitKind.DAYCARE, by=boss)
    with pytest.raises(AreaInUse):
        remove_area(area=unit.area, by=boss)
    empty = factories.make_area(UnitKind.DAYCARE)
    factories.user(role=Role.CONSULTANT, area=empty)
    with pytest.raises(AreaInUse):
        remove_area(area=empty, by=boss)


def test_a_renamed_unit_keeps_its_address_and_is_found_by_its_new_name(client: Client, boss: User) -> None:
    unit = factories.make_unit("Skovskolen")
    client.force_login(boss)
    client.post(reverse("unit_rename", args=[unit.pk]), {"title": "Åskolen", "seen": str(unit.version)})
    renamed = UnitPage.objects.get(pk=unit.pk)
    assert (renamed.title, renamed.draft_title, renamed.url) == ("Åskolen", "Åskolen", unit.url)
    with pytest.raises(ChangedMeanwhile):
        rename_unit(unit=renamed, title="Bækskolen", by=boss, expected_version=unit.version)
    other = factories.make_unit("Engskolen")
    with pytest.raises(NameTaken):
        rename_unit(unit=other, title="Åskolen!", by=boss)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_others_may_not_change_areas_and_names(role: Role) -> None:
    unit, person = factories.make_unit(), factories.user(role=role)
    for act in (
        lambda: create_area(title="Ny", kind=UnitKind.SCHOOL, by=person),
        lambda: edit_area(area=unit.area, title="Ny", kind=UnitKind.SCHOOL, by=person),
        lambda: remove_area(area=unit.area, by=person),
        lambda: rename_unit(unit=unit, title="Ny", by=person),
    ):
        with pytest.raises(NotAllowed):
            act()
