"""`manage.py add_administrator` creates the first administrator."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.roles import Right, Role
from foundation.audit import AuditEvent
from meetings.units import access
from meetings.units.membership import Membership
from tests import factories

pytestmark = pytest.mark.django_db

EMAIL = "eva@kommune.example"


def run(email: str = EMAIL, name: str = "Eva Holm") -> str:
    out = StringIO()
    call_command("add_administrator", email, name, stdout=out)
    return out.getvalue()


def test_the_user_gets_role_group_and_log_entry() -> None:
    run()
    user = User.objects.get()
    assert (user.email, user.name, user.is_superuser) == (EMAIL, "Eva Holm", False)
    assert access.of(user).everywhere(Right.MANAGE_ALL_PEOPLE)
    assert [group.name for group in user.groups.all()] == [Role.ADMINISTRATOR]
    assert list(AuditEvent.objects.values_list("action", "actor")) == [("person.added", None), ("role.granted", None)]


def test_the_link_lets_the_user_choose_a_password_and_sign_in(client: Client, settings: Settings) -> None:
    settings.BASE_URL = "http://testserver"
    link = run().split()[-1]
    form = client.get(link, follow=True)
    words = {"password1": factories.PASSWORD, "password2": factories.PASSWORD}
    client.post(form.redirect_chain[-1][0], words)
    assert User.objects.get().check_password(factories.PASSWORD)
    assert client.login(email=EMAIL, password=factories.PASSWORD)
    assert client.get("/personer/").status_code == 200


def test_doing_it_again_gives_a_new_link_and_no_second_role() -> None:
    run()
    assert "is already an administrator" in run(email=EMAIL.upper())
    assert Membership.objects.count() == User.objects.count() == 1


def test_an_account_that_exists_keeps_its_name_and_its_other_roles() -> None:
    chef = factories.user(role=Role.HEAD_OF_AREA, name="Bo Friis", email=EMAIL)
    assert "Bo Friis <eva@kommune.example> is now an administrator." in run(name="Somebody Else")
    assert User.objects.get().name == "Bo Friis"
    assert {row.role for row in Membership.objects.for_user(chef)} == {Role.HEAD_OF_AREA, Role.ADMINISTRATOR}


def test_an_ended_role_is_granted_again() -> None:
    factories.membership(factories.user(email=EMAIL), Role.ADMINISTRATOR, ended_on=factories.LONG_AGO)
    assert "is now an administrator" in run()
    assert Membership.objects.filter(ends_on=None).count() == 1


@pytest.mark.parametrize(("email", "name"), [("eva", "Eva Holm"), ("", "Eva Holm"), (EMAIL, "  ")])
def test_a_wrong_address_or_no_name_creates_no_account(email: str, name: str) -> None:
    with pytest.raises(CommandError):
        run(email, name)
    assert not User.objects.exists()


def test_a_closed_account_stays_closed() -> None:
    factories.user(email=EMAIL, is_active=False)
    with pytest.raises(CommandError, match="is closed"):
        run()
    assert not Membership.objects.exists()


def test_a_cpr_number_is_refused_as_a_name() -> None:
    with pytest.raises(CommandError, match="looks like a CPR number"):
        run(name="120315-1234")
    assert not User.objects.exists()
