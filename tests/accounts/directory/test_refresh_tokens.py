"""Roles that the directory confirms, or ends, without a sign-in; and of whom it is not asked."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.db import IntegrityError, connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from accounts.active_sessions import end_other_sessions
from accounts.directory import sign_in_user
from accounts.directory.claims import Claims
from accounts.directory.confirm_roles import MAX_FAILURES, confirm_roles
from accounts.directory.errors import NotTrusted
from accounts.directory.refresh_token import RefreshToken, unseal
from accounts.roles import Role
from accounts.session import Session
from accounts.user import User
from foundation.audit import AuditEvent
from home.restoring.invalidate import end_sign_ins
from meetings.units.directory.lapse_roles import lapse_roles
from meetings.units.directory.models import DirectoryRule
from meetings.units.membership import Membership
from meetings.units.people.close_account import set_sign_in
from tests import factories
from tests.accounts.directory import openid_provider
from tests.accounts.directory.openid_provider import CLIENT_ID, ISSUER, OTHER_KEY, FakeProvider

pytestmark = pytest.mark.django_db


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> FakeProvider:
    cache.clear()
    factories.home()
    openid_provider.settings(uses_refresh_tokens=True)
    unit = factories.make_unit()
    DirectoryRule.objects.create(claim="groups", value="ledelse", role=Role.LEADERSHIP_TEAM, unit=unit)
    DirectoryRule.objects.create(claim="groups", value="personale", role=Role.STAFF_REPRESENTATIVE, unit=unit)
    found = FakeProvider(monkeypatch)
    found.answer = {"refresh_token": "first"}
    return found


@pytest.fixture
def anna(client: Client, provider: FakeProvider) -> User:
    """Signed in 21 days ago."""
    provider.sign_in(client, groups=["ledelse", "personale"])
    before = timezone.now() - timedelta(days=21)
    RefreshToken.objects.update(confirmed_at=before, tried_at=before)
    Membership.objects.update(confirmed_at=before)
    provider.answer, provider.claims = {"refresh_token": "second"}, {"nonce": None, "groups": ["ledelse", "personale"]}
    provider.asked.clear()
    return User.objects.get(email="anna@kommunen.example")


def night() -> int:
    return int(confirm_roles.call(timezone.localdate().isoformat()))


def held(user: User) -> dict[str, int]:
    """The roles of now, and the days since each was confirmed."""
    rows = Membership.objects.current(timezone.localdate()).for_user(user)
    return {row.role: (timezone.now() - row.confirmed_at).days for row in rows}


def kept() -> list[str]:
    return [unseal(secret)[0] for secret in RefreshToken.objects.values_list("secret", flat=True)]


UNCHANGED = {"leadership_team": 21, "staff_representative": 21}


def test_roles_are_confirmed_without_a_session_and_the_next_token_is_kept(anna: User, provider: FakeProvider) -> None:
    Session.objects.all().delete()
    assert night() == 1
    assert provider.asked[0]["data"] == {
        "grant_type": "refresh_token", "refresh_token": "first", "client_id": CLIENT_ID,
    }  # fmt: skip
    assert held(anna) == {"leadership_team": 0, "staff_representative": 0}
    assert kept() == ["second"] and not Session.objects.exists()
    assert AuditEvent.objects.get(action="directory.confirmed").actor is None
    assert night() == 0 and len(provider.asked) == 1, "not asked again before two thirds of the time are gone"


def test_a_token_is_kept_where_none_replaces_it(anna: User, provider: FakeProvider) -> None:
    provider.answer = {}
    assert night() == 1 and kept() == ["first"]


def test_a_role_that_is_gone_ends_that_night_and_the_other_is_confirmed_on(anna: User, provider: FakeProvider) -> None:
    provider.claims["groups"], epoch = ["ledelse"], anna.session_epoch
    night()
    assert held(anna) == {"leadership_team": 0} and kept() == ["second"]
    anna.refresh_from_db()
    assert anna.session_epoch > epoch
    RefreshToken.objects.update(confirmed_at=timezone.now() - timedelta(days=21))
    provider.claims["groups"] = []
    assert night() == 0
    assert held(anna) == {} and kept() == []
    assert AuditEvent.objects.filter(action="directory.confirmed").count() == 1, "not of somebody without a role"


@pytest.mark.parametrize(
    ("answer", "claims"),
    [
        ({"error": "invalid_grant", "id_token": None}, {}),
        ({}, {"sub": "ole"}),
        ({}, {"loa": "Low"}),
    ],
    ids=["refused", "another person", "not secure enough"],
)
def test_who_is_refused_is_not_asked_about_again_and_the_roles_lapse(
    anna: User, provider: FakeProvider, answer: dict[str, Any], claims: dict[str, Any]
) -> None:
    if "loa" in claims:
        openid_provider.settings(required_claim="loa", required_values="High")
    provider.answer |= answer
    provider.claims |= claims
    assert night() == 0
    assert kept() == [] and held(anna) == UNCHANGED
    assert not AuditEvent.objects.filter(action="directory.confirmed").exists()
    assert User.objects.filter(email__endswith="kommunen.example").count() == 1


@pytest.mark.parametrize(
    ("answer", "claims"),
    [
        ({}, {"iss": "https://another.example"}),
        ({}, {"aud": "another"}),
        ({}, {"azp": "another"}),
        ({}, {"exp": 1}),
        ({}, {"nonce": "of another sign-in"}),
        ({}, {"groups": None, "_claim_names": {"groups": "src1"}}),
        ({"id_token": None}, {}),
        ({"id_token": "no token"}, {}),
    ],
    ids=["issuer", "audience", "azp", "past", "nonce", "too many groups", "no id token", "no token"],
)
def test_an_answer_that_is_not_trusted_confirms_nothing_and_is_asked_for_again(
    anna: User, provider: FakeProvider, answer: dict[str, Any], claims: dict[str, Any]
) -> None:
    provider.answer |= answer
    provider.claims |= claims
    assert night() == 0
    assert held(anna) == UNCHANGED and kept() == ["second"], "the first may be of no use after it was sent"
    assert RefreshToken.objects.get().confirmed_at < timezone.now() - timedelta(days=20)


def test_an_answer_signed_by_another_key_confirms_nothing(anna: User, provider: FakeProvider) -> None:
    provider.sign["key"] = OTHER_KEY
    assert night() == 0 and held(anna) == UNCHANGED


def test_the_nonce_of_the_sign_in_may_come_again(anna: User, provider: FakeProvider) -> None:
    del provider.claims["nonce"]
    assert night() == 1


@pytest.mark.parametrize(
    ("said", "confirmed", "roles"),
    [
        ({"sub": "anna", "groups": ["ledelse"]}, 1, {"leadership_team": 0}),
        ({"sub": "anna", "groups": []}, 0, {}),
        ({"sub": "anna", "name": "Anna"}, 0, UNCHANGED),
        ({"sub": "ole", "groups": ["ledelse"]}, 0, UNCHANGED),
        ({"groups": ["ledelse"]}, 0, UNCHANGED),
    ],
    ids=["roles", "no roles", "nothing about roles", "another person", "nobody"],
)
def test_without_an_id_token_userinfo_counts_where_it_is_asked(
    anna: User, provider: FakeProvider, said: dict[str, Any], confirmed: int, roles: dict[str, int]
) -> None:
    openid_provider.settings(asks_userinfo=True)
    provider.described["userinfo_endpoint"] = ISSUER + "/userinfo"
    provider.answer, provider.userinfo = {"id_token": None}, said
    cache.clear()
    assert night() == confirmed
    assert held(anna) == roles


def test_a_directory_that_is_down_is_asked_again_the_next_night(
    anna: User, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def down(*_args: Any) -> None:
        asked.append(1)
        raise NotTrusted("could not be asked")

    row = RefreshToken.objects.get()
    for number in range(MAX_FAILURES + 2):
        account = SocialAccount.objects.create(provider="directory", uid=str(number), user=factories.user())
        RefreshToken.objects.create(
            account=account, secret=row.secret, confirmed_at=row.confirmed_at, tried_at=timezone.now()
        )
    with monkeypatch.context() as patch:
        patch.setattr("accounts.directory.openid.describe", down)
        assert night() == 0 and len(asked) == MAX_FAILURES
    assert held(anna) == UNCHANGED and len(kept()) == MAX_FAILURES + 3
    provider.answer = {"error": "invalid_client", "id_token": None}
    assert night() == 0 and len(kept()) == MAX_FAILURES + 3, "a wrong secret of ours is not the person's refusal"


def test_an_error_with_one_person_does_not_keep_the_next_from_being_confirmed(
    anna: User, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, before = RefreshToken.objects.get(), timezone.now() - timedelta(days=22)
    uid = Claims(ISSUER, "other", {}, True).key
    other = SocialAccount.objects.create(provider="directory", uid=uid, user=factories.user())
    RefreshToken.objects.create(account=other, secret=first.secret, confirmed_at=before, tried_at=before)
    confirm, claims = sign_in_user.confirm_user, provider.claims

    def confirm_or_fail(*, user: User, **more: Any) -> bool:
        if user == other.user:
            provider.claims = claims
            raise IntegrityError("two at once")
        return confirm(user=user, **more)

    monkeypatch.setattr("accounts.directory.confirm_roles.confirm_user", confirm_or_fail)
    provider.claims = {**claims, "sub": "other"}
    with pytest.raises(IntegrityError, match="two at once"):
        night()
    assert held(anna) == {"leadership_team": 0, "staff_representative": 0}
    assert len(kept()) == 2, "tried again the next night"


def test_without_the_wish_the_scope_is_not_asked_for(client: Client, provider: FakeProvider) -> None:
    assert "offline_access" in provider.begin(client)["scope"].split()
    openid_provider.settings(uses_refresh_tokens=False)
    assert "offline_access" not in provider.begin(Client())["scope"]
    provider.sign_in(Client())
    assert User.objects.filter(email="anna@kommunen.example").exists() and kept() == [], "even if one is given"


def test_the_token_of_the_last_sign_in_is_kept_and_nobody_reads_it(
    client: Client, provider: FakeProvider, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    provider.sign_in(client)
    row = RefreshToken.objects.get()
    assert "first" not in row.secret and kept() == ["first"]
    assert "first" not in caplog.text and "first" not in str(client.session.items())
    provider.answer = {"refresh_token": "later"}
    provider.sign_in(Client())
    assert kept() == ["later"]
    provider.answer = {}
    provider.sign_in(Client())
    assert kept() == [], "no older one than that of the last sign-in"


def close(user: User) -> None:
    set_sign_in(user=user, allowed=False, by=factories.user(role=Role.ADMINISTRATOR))


def lapse(_user: User) -> None:
    openid_provider.settings(uses_refresh_tokens=True, lapse_days=20)
    lapse_roles.call(timezone.localdate().isoformat())


ENDS: dict[str, Callable[[User], object]] = {
    "signed out everywhere": lambda user: end_other_sessions(user=user, this_key=None),
    "account closed": close,
    "roles lapsed": lapse,
    "link removed": lambda user: SocialAccount.objects.filter(user=user).delete(),
    "restored": lambda _user: end_sign_ins(),
    "switched off": lambda _user: openid_provider.settings(uses_refresh_tokens=False),
    "another protocol": lambda _user: openid_provider.settings(protocol="saml"),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_the_token_goes_with_what_it_is_for(anna: User, provider: FakeProvider, end: Callable[[User], object]) -> None:
    assert kept() == ["first"]
    end(anna)
    assert not RefreshToken.objects.exists()
    assert night() == 0 and not provider.asked


def test_a_closed_account_gets_no_role_back(anna: User, provider: FakeProvider) -> None:
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert night() == 0 and kept() == [] and held(anna) == UNCHANGED


def test_who_signs_out_everywhere_meanwhile_is_not_confirmed(
    anna: User, provider: FakeProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = provider.fetch_json

    def meanwhile(method: Any, url: str, **more: Any) -> dict[str, Any]:
        if url.endswith("/keys"):
            end_other_sessions(user=anna, this_key=None)
        return ask(method, url, **more)

    monkeypatch.setattr("accounts.directory.openid.fetch_json", meanwhile)
    cache.clear()
    night()
    assert held(anna) == UNCHANGED and kept() == []


def test_signing_out_everywhere_waits_for_a_confirmation_that_replaces_the_token(
    anna: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited = []

    def wait(users: QuerySet[User]) -> QuerySet[User]:
        """The other transaction ends when we get the lock: its row is a new one."""
        row = RefreshToken.objects.get()
        row.delete()
        row.save(force_insert=True)
        waited.append(connection.in_atomic_block)
        return users

    monkeypatch.setattr(QuerySet, "select_for_update", wait)
    end_other_sessions(user=anna, this_key=None)
    assert waited == [True] and kept() == []


def test_a_token_is_sent_to_no_other_directory(anna: User, provider: FakeProvider) -> None:
    openid_provider.settings(issuer="https://another.example")
    assert night() == 0 and not provider.asked and kept() == []


def test_a_key_of_before_still_reads_a_token_and_an_unknown_one_does_not(
    anna: User, provider: FakeProvider, settings: Any
) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, [settings.SECRET_KEY]
    assert kept() == ["first"] and night() == 1 and kept() == ["second"]
    RefreshToken.objects.update(confirmed_at=timezone.now() - timedelta(days=21))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a third" * 10, []
    assert night() == 0 and not RefreshToken.objects.exists()
