"""Signing in by OpenID Connect: what is accepted, and all that is not."""

import time
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client

from accounts.roles import Role
from accounts.second_factor.requirement import BY_PROVIDER
from accounts.user import User
from foundation.audit import AuditEvent
from meetings.units.directory.models import DirectoryRule
from tests import factories
from tests.accounts.directory import openid_provider
from tests.accounts.directory.openid_provider import CLIENT_ID, ISSUER, OTHER_KEY, FakeProvider

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> FakeProvider:
    cache.clear()
    factories.home()
    openid_provider.settings()
    unit = factories.make_unit()
    DirectoryRule.objects.create(claim="groups", value="ledelse", role=Role.LEADERSHIP_TEAM, unit=unit)
    return FakeProvider(monkeypatch)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_new_person_is_signed_in_with_an_account_without_a_password(client: Client, provider: FakeProvider) -> None:
    words = provider.begin(client, "/konto/kommunen/?next=/privatliv/")
    assert words["code_challenge_method"] == "S256"
    answer = provider.come_back(client, words["state"])
    assert (answer.status_code, answer["Location"]) == (302, "/privatliv/")
    anna = User.objects.get(email="anna@kommunen.example")
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert anna.name == "Anna Dal" and not anna.has_usable_password()
    assert SocialAccount.objects.get(user=anna).extra_data == {}
    assert AuditEvent.objects.filter(action="directory.signed_in", actor=anna).exists()
    assert provider.asked[0]["data"]["code_verifier"]


def test_the_same_person_keeps_the_account_when_name_and_address_change(client: Client, provider: FakeProvider) -> None:
    provider.sign_in(client)
    provider.sign_in(Client(), email="anna.berg@kommunen.example", name="Anna Berg")
    anna = User.objects.get(email="anna@kommunen.example")
    assert anna.name == "Anna Berg", "the address is taken over only where the directory vouches for it"
    openid_provider.settings(email_is_trusted=True)
    provider.sign_in(Client(), email="anna.berg@kommunen.example")
    anna.refresh_from_db()
    assert anna.email == "anna.berg@kommunen.example"


NOW = int(time.time())
WRONG: dict[str, dict[str, Any]] = {
    "another audience": {"aud": "another"},
    "among others, for nobody in particular": {"aud": [CLIENT_ID, "another"]},
    "made for another": {"azp": "another"},
    "another issuer": {"iss": ISSUER + "/"},
    "another nonce": {"nonce": "from-another-sign-in"},
    "no nonce": {"nonce": None},
    "no end": {"exp": None},
    "nobody": {"sub": None},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_token_that_is_not_for_this_sign_in_is_refused(
    client: Client, provider: FakeProvider, wrong: dict[str, Any]
) -> None:
    answer = provider.sign_in(client, **wrong)
    assert answer.status_code == 403
    assert not signed_in(client) and not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("moved", "accepted"),
    [
        ({"exp": -100}, True), ({"exp": -140}, False),  # 120 seconds are allowed
        ({"iat": 100}, True), ({"iat": 140}, False),
        ({"nbf": 140}, False),
    ],
)  # fmt: skip
def test_clocks_may_differ_by_two_minutes(
    client: Client, provider: FakeProvider, moved: dict[str, int], accepted: bool
) -> None:
    now = int(time.time())
    provider.sign_in(client, **{name: now + by for name, by in moved.items()})
    assert signed_in(client) is accepted


@pytest.mark.parametrize(
    "sign",
    [
        {"key": OTHER_KEY, "algorithm": "RS256", "headers": {"kid": "one"}},
        {"key": OTHER_KEY, "algorithm": "RS256", "headers": {"kid": "unknown"}},
        {"key": None, "algorithm": "none"},
        {"key": "x" * 32, "algorithm": "HS256", "headers": {"kid": "one"}},
    ],
    ids=["another key", "unknown key", "unsigned", "secret as key"],
)
def test_a_signature_by_anything_but_a_published_key_is_refused(
    client: Client, provider: FakeProvider, sign: dict[str, Any]
) -> None:
    provider.sign = sign
    assert provider.sign_in(client).status_code == 403
    assert not signed_in(client)


def test_an_answer_is_used_once_and_only_in_the_browser_that_asked(client: Client, provider: FakeProvider) -> None:
    words = provider.begin(client)
    stranger = Client()
    assert provider.come_back(stranger, words["state"]).status_code == 403
    assert provider.come_back(client, words["state"]).status_code == 302
    again = Client()
    again.cookies = client.cookies
    again.get("/konto/logout/")
    assert provider.come_back(client, words["state"]).status_code == 403


def test_a_code_of_an_earlier_sign_in_brings_its_old_nonce(client: Client, provider: FakeProvider) -> None:
    provider.begin(client)
    old = provider.nonce
    words = provider.begin(client)
    provider.nonce = old
    assert provider.come_back(client, words["state"]).status_code == 403


def test_a_directory_that_calls_itself_otherwise_is_not_asked(client: Client, provider: FakeProvider) -> None:
    provider.described["issuer"] = "https://login.kommunen.example/{tenantid}/v2.0"
    assert client.get("/konto/kommunen/").status_code == 403


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
@pytest.mark.parametrize(
    ("trusted", "claims", "linked"),
    [
        (False, {"email_verified": True}, False),
        (True, {"email_verified": False}, False),
        (True, {"email_verified": "false"}, False),
        (True, {}, True),
    ],
)
def test_an_account_is_taken_over_only_by_an_address_that_is_vouched_for(
    client: Client, provider: FakeProvider, role: Role | None, trusted: bool, claims: dict[str, Any], linked: bool
) -> None:
    openid_provider.settings(email_is_trusted=trusted)
    local = factories.user(email="anna@kommunen.example", role=role) if role else factories.user(
        email="anna@kommunen.example"
    )  # fmt: skip
    answer = provider.sign_in(client, **claims)
    local.refresh_from_db()
    assert signed_in(client) is linked
    assert local.has_usable_password() is not linked, "whoever set the password need not be this person"
    assert linked or "Der er allerede en konto" in answer.content.decode()


def test_an_address_that_was_given_to_somebody_else_does_not_open_the_account(
    client: Client, provider: FakeProvider
) -> None:
    openid_provider.settings(email_is_trusted=True)
    provider.sign_in(client)
    assert provider.sign_in(Client(), sub="another-anna").status_code == 403
    assert SocialAccount.objects.count() == 1


def test_nobody_signs_up_without_a_rule_and_what_they_are_is_noted_without_them(
    client: Client, provider: FakeProvider
) -> None:
    from meetings.units.directory.models import SeenValue

    answer = provider.sign_in(client, groups=["noget andet"])
    assert answer.status_code == 403 and "giver ikke adgang til Læringsrum" in answer.content.decode()
    assert not User.objects.filter(email="anna@kommunen.example").exists()
    assert list(SeenValue.objects.values_list("user", "claim", "value")) == [(None, "groups", "noget andet")]


def test_who_is_in_too_many_groups_does_not_seem_to_be_in_none(client: Client, provider: FakeProvider) -> None:
    assert provider.sign_in(client, groups=None, _claim_names={"groups": "src1"}).status_code == 403


def test_what_everybody_needs_is_required(client: Client, provider: FakeProvider) -> None:
    openid_provider.settings(required_claim="loa", required_values="Substantial, High")
    assert "to faktorer" in provider.sign_in(client, loa="Low").content.decode()
    provider.sign_in(client, loa="High")
    assert signed_in(client)


def test_a_closed_account_stays_closed(client: Client, provider: FakeProvider) -> None:
    provider.sign_in(client)
    User.objects.filter(email="anna@kommunen.example").update(is_active=False)
    other = Client()
    assert provider.sign_in(other).status_code == 403 and not signed_in(other)


def test_without_a_directory_there_is_no_button_and_no_way(client: Client, provider: FakeProvider) -> None:
    assert "Log ind med kommunens konto" in client.get("/konto/login/?next=/aftaler/").content.decode()
    openid_provider.settings(is_shown=False)
    assert "kommunens konto" not in client.get("/konto/login/").content.decode()
    assert client.get("/konto/kommunen/").status_code == 404
    openid_provider.settings(protocol="none")
    for address in ("/konto/kommunen/", "/konto/kommunen/svar/", "/konto/kommunen/saml/laes/"):
        assert client.get(address).status_code == 404


def test_a_forgotten_password_is_asked_for_elsewhere(client: Client, provider: FakeProvider) -> None:
    from tests.queued_mails import queued_mails

    provider.sign_in(client)
    Client().post("/konto/glemt-adgangskode/", {"email": "anna@kommunen.example"})
    mail = queued_mails()[-1]
    assert "kommunens konto" in str(mail) and "ny/" not in str(mail)


def test_a_superuser_is_the_emergency_access_and_is_taken_over_by_no_directory(
    client: Client, provider: FakeProvider
) -> None:
    openid_provider.settings(email_is_trusted=True)
    User.objects.create_superuser("anna@kommunen.example", factories.PASSWORD, name="Anna")
    assert provider.sign_in(client).status_code == 403 and not signed_in(client)
    assert User.objects.get(email="anna@kommunen.example").has_usable_password()


@pytest.mark.parametrize(
    ("required", "claims", "counts"),
    [
        ({"required_claim": "loa", "required_values": "High"}, {"loa": "High"}, True),
        ({"required_claim": "groups", "required_values": "ledelse"}, {"groups": ["ledelse"]}, False),
        ({}, {"amr": ["pwd", "mfa"]}, True),
        ({}, {"amr": ["pwd"]}, False),
    ],
)
def test_only_what_says_how_one_was_authenticated_counts_as_a_second_factor(
    client: Client, provider: FakeProvider, required: dict[str, str], claims: dict[str, Any], counts: bool
) -> None:
    openid_provider.settings(**required)
    provider.sign_in(client, **claims)
    assert signed_in(client) and (BY_PROVIDER in client.session) is counts
    provider.sign_in(client, **claims)
    assert signed_in(client) and (BY_PROVIDER in client.session) is counts, "also when one was signed in already"


def test_who_signs_in_by_the_directory_has_no_password_to_set(client: Client, provider: FakeProvider) -> None:
    provider.sign_in(client)
    assert "Skift din adgangskode" not in client.get("/konto/beskeder/").content.decode()
    assert client.get("/konto/adgangskode/", follow=True).redirect_chain[-1][0] == "/konto/totrin/"
