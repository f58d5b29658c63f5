"""Pages where people and roles are managed."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from meetings.units.membership import Membership
from meetings.units.url_prefixes import unit_url_kwargs
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_agreement_holder_gives_a_new_colleague_a_role(client: Client) -> None:
    unit = factories.make_unit("Skovskolen")
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=unit))
    page = client.post(
        reverse("unit_people_add", kwargs=unit_url_kwargs(unit)),
        {"email": "ny@example.dk", "name": "Ny Lærer", "role": "staff_representative"},
        follow=True,
    )
    assert "Ny Lærer har nu en rolle på Skovskolen." in page.content.decode()
    assert Membership.objects.filter(unit=unit, user__email="ny@example.dk").exists()


def test_input_is_kept_when_there_are_errors(client: Client) -> None:
    unit = factories.make_unit()
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=unit))
    page = client.post(
        reverse("unit_people_add", kwargs=unit_url_kwargs(unit)),
        {"email": "ny@example.dk", "name": "", "role": "staff_representative"},
    )
    words = page.content.decode()
    assert page.status_code == 422 and "Skriv personens navn." in words and "ny@example.dk" in words


def test_an_agreement_holder_cannot_make_an_agreement_holder(client: Client) -> None:
    unit = factories.make_unit()
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=unit))
    page = client.post(
        reverse("unit_people_add", kwargs=unit_url_kwargs(unit)),
        {"email": "ny@example.dk", "name": "Ny", "role": "agreement_holder"},
    )
    assert page.status_code == 422 and not Membership.objects.filter(user__email="ny@example.dk").exists()


def test_ending_a_role_asks_for_confirmation(client: Client) -> None:
    unit = factories.make_unit()
    teacher = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=unit, name="Maria Juhl")
    membership = teacher.memberships.get()
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=unit))
    address = reverse("unit_people_end", kwargs={**unit_url_kwargs(unit), "pk": membership.pk})
    assert "Maria Juhl" in client.get(address).content.decode()
    membership.refresh_from_db()
    assert membership.ends_on is None
    client.post(address)
    membership.refresh_from_db()
    assert membership.ends_on is not None


@pytest.mark.parametrize("role", [Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE])
def test_others_of_the_unit_get_404(client: Client, role: Role) -> None:
    unit = factories.make_unit()
    client.force_login(factories.user(role=role, unit=unit))
    assert client.get(reverse("unit_people", kwargs=unit_url_kwargs(unit))).status_code == 404


def test_the_leader_of_another_unit_gets_404(client: Client) -> None:
    unit = factories.make_unit()
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER))
    assert client.get(reverse("unit_people", kwargs=unit_url_kwargs(unit))).status_code == 404
    assert client.get(f"/{unit.area.slug}/{unit.slug}/").status_code == 404


def test_a_membership_of_another_unit_cannot_be_ended_through_ones_own(client: Client) -> None:
    own, other = factories.make_unit(), factories.make_unit()
    theirs = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=other).memberships.get()
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=own))
    assert client.post(reverse("unit_people_end", kwargs={**unit_url_kwargs(own), "pk": theirs.pk})).status_code == 404
    theirs.refresh_from_db()
    assert theirs.ends_on is None


def test_the_administrator_finds_people_and_gives_roles_anywhere(client: Client) -> None:
    unit = factories.make_unit()
    person = factories.user(name="Karen Lykke")
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    assert "Karen Lykke" in client.get(reverse("people"), {"q": "lykke"}).content.decode()
    assert "Karen Lykke" not in client.get(reverse("people"), {"q": "thorup"}).content.decode()
    page = client.post(reverse("person", kwargs={"pk": person.pk}), {"role": "agreement_holder", "unit": unit.pk})
    assert page.status_code == 302 and person.memberships.get().unit == unit
    page = client.post(reverse("person", kwargs={"pk": person.pk}), {"role": "head_of_area"})
    assert page.status_code == 422 and "Vælg det område, rollen hører til." in page.content.decode()


def test_odd_search_queries_give_a_page(client: Client) -> None:
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    for words in ['"', "%", "\x00", " ", "'" * 99, "æ" * 300]:
        assert client.get(reverse("people"), {"q": words, "rolle": "kejser", "side": "-1"}).status_code == 200


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_can_list_everybody(client: Client, role: Role) -> None:
    client.force_login(factories.user(role=role))
    assert client.get(reverse("people")).status_code == 404
    assert client.get(reverse("people_new")).status_code == 404


def test_the_number_of_queries_does_not_grow_with_people(client: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    counts = []
    client.get(reverse("people"))  # fills caches of the process
    for _round in range(2):
        for _one in range(12):
            factories.user(role=Role.STAFF_REPRESENTATIVE)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("people"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_unit_edits_its_profile(client: Client) -> None:
    unit = factories.make_unit()
    client.force_login(factories.user(role=Role.LEADERSHIP_TEAM, unit=unit))
    address = reverse("unit_edit", kwargs=unit_url_kwargs(unit))
    assert client.get(address).status_code == 200
    page = client.post(address, {"presentation": "Vi er <b>mange</b>.", "address": "Vej 1", "phone": ""}, follow=True)
    assert "Vi er &lt;b&gt;mange&lt;/b&gt;." in page.content.decode()
    client.force_login(factories.user(role=Role.STAFF_REPRESENTATIVE, unit=unit))
    assert client.post(address, {"presentation": "x"}).status_code == 404
