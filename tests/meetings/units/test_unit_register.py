"""Creating and closing units."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from foundation.errors import NotAllowed
from meetings.units.close_unit import close_unit
from meetings.units.create_unit import NameTaken, create_unit
from meetings.units.pages import UnitPage
from tests import factories

pytestmark = pytest.mark.django_db


def test_creating_a_unit_redirects_to_adding_its_leader(client: Client) -> None:
    area = factories.make_area()
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    page = client.post(reverse("unit_new"), {"title": "Ærøskolen på Å", "area": area.pk}, follow=True)
    unit = UnitPage.objects.get()
    assert "Ærøskolen på Å er oprettet." in page.content.decode()
    assert page.redirect_chain[-1][0] == f"{reverse('people_new')}?enhed={unit.pk}"
    assert "Hvem er leder af Ærøskolen på Å?" in page.content.decode()
    filled_in = page.context["form"]
    assert (filled_in["role"].value(), filled_in["unit"].value()) == (Role.AGREEMENT_HOLDER, unit.pk)
    assert (unit.slug, unit.kind, unit.area) == ("aeroeskolen-paa-aa", "school", area)
    assert "Vælg leder for Ærøskolen på Å" in client.get(reverse("units")).content.decode()
    factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    assert "Vælg leder for" not in client.get(reverse("units")).content.decode()


@pytest.mark.parametrize("odd", ["", "0", "x", "9" * 30, "-1", "²"])
def test_an_invalid_unit_in_the_url_preselects_nothing(client: Client, odd: str) -> None:
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    page = client.get(reverse("people_new"), {"enhed": odd})
    assert page.status_code == 200 and not page.context["form"].initial


def test_a_taken_name_is_refused_and_input_is_kept(client: Client) -> None:
    area, boss = factories.make_area(), factories.user(role=Role.ADMINISTRATOR)
    create_unit(title="Skovskolen", area=area, address="", phone="", by=boss)
    with pytest.raises(NameTaken):
        create_unit(title="skovskolen ", area=area, address="", phone="", by=boss)
    client.force_login(boss)
    page = client.post(reverse("unit_new"), {"title": "Skovskolen", "area": area.pk, "address": "Vej 7"})
    assert page.status_code == 422 and "Vej 7" in page.content.decode()
    assert UnitPage.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_others_may_not_create_or_close_units(client: Client, role: Role) -> None:
    unit, person = factories.make_unit(), factories.user(role=role)
    with pytest.raises(NotAllowed):
        create_unit(title="Ny", area=unit.area, address="", phone="", by=person)
    with pytest.raises(NotAllowed):
        close_unit(unit=unit, closed_on=timezone.localdate(), by=person)
    client.force_login(person)
    assert client.post(reverse("unit_close", kwargs={"pk": unit.pk}), {"act": "close"}).status_code == 404
    assert UnitPage.objects.filter(pk=unit.pk, closed_on=None).exists()


def test_a_closed_unit_is_not_active_and_can_be_opened_again(client: Client) -> None:
    unit = factories.make_unit()
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    address = reverse("unit_close", kwargs={"pk": unit.pk})
    client.post(address, {"act": "close"})
    assert not UnitPage.objects.active_on(timezone.localdate()).exists()
    client.post(address, {"act": "open"})
    assert UnitPage.objects.active_on(timezone.localdate()).exists()
