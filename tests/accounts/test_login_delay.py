"""The login delay slows down guessing of passwords without locking out the owner of the account."""

import re
from collections.abc import Iterator
from unittest.mock import patch

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts import login_delay
from accounts.login_delay import ACCOUNT_AND_SOURCE_POLICY, ACCOUNT_POLICY, KNOWN_BROWSER_POLICY, SOURCE_POLICY
from accounts.user import User
from tests import factories
from tests.queued_mails import send_mails

pytestmark = pytest.mark.django_db
SCHOOL, HOME = "192.0.2.7", "198.51.100.9"
DATABASE_CACHE = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "counting"}
WAITS = "Der har været flere forkerte forsøg"


@pytest.fixture(autouse=True)
def stopped_clock() -> Iterator[None]:
    """A hundred attempts take longer than the shortest wait on a busy machine."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def owner() -> User:
    return factories.user(email="anna@lindevad.example")


def sign_in(client: Client, login: str, password: str = "forkert-adgangskode", source: str = SCHOOL) -> HttpResponse:
    return client.post("/konto/login/", {"login": login, "password": password}, REMOTE_ADDR=source)


def gets_in(client: Client, user: User, source: str = SCHOOL) -> bool:
    answer = sign_in(client, user.email, factories.PASSWORD, source)
    inside = "_auth_user_id" in client.session
    assert answer.status_code == (302 if inside else 200)
    return inside


def guess(login: str, times: int, sources: Iterator[str] | None = None) -> HttpResponse:
    for _number in range(times):
        answer = sign_in(Client(), login, source=next(sources) if sources else SCHOOL)
    return answer


def everywhere() -> Iterator[str]:
    for number in range(1, 60_000):
        yield f"10.{number // 250 % 250}.{number % 250}.1"


def told_to_wait(answer: HttpResponse) -> int:
    """Seconds."""
    number, unit = re.search(rf"{WAITS}\. Vent (\d+) (sekund|minut)", answer.content.decode()).groups()
    return int(number) * (60 if unit == "minut" else 1)


def test_a_known_browser_is_not_delayed_by_attempts_elsewhere(owner: User) -> None:
    known = Client()
    assert gets_in(known, owner)
    known.post("/konto/logout/")
    guess(owner.email, 40)
    guess(owner.email, 40, everywhere())
    assert gets_in(known, owner)


def test_an_unknown_browser_waits_at_most_a_minute_after_forty_failures_from_other_sources(owner: User) -> None:
    guess(owner.email, 40, everywhere())
    answer = sign_in(Client(), owner.email, factories.PASSWORD, HOME)
    assert WAITS not in answer.content.decode() or told_to_wait(answer) <= 60


def test_colleagues_at_the_same_ip_address_can_sign_in(owner: User) -> None:
    colleague = factories.user()
    guess(owner.email, 40)
    assert gets_in(Client(), colleague)


def test_sixty_colleagues_sign_in_at_once_from_one_address() -> None:
    for _number in range(60):
        assert gets_in(Client(), factories.user())


def test_a_new_password_always_works_without_delay(owner: User, mailoutbox: list[EmailMessage]) -> None:
    guess(owner.email, 40)
    guess(owner.email, 60, everywhere())
    browser = Client(REMOTE_ADDR=SCHOOL)
    assert not gets_in(browser, owner)
    browser.post("/konto/glemt-adgangskode/", {"email": owner.email})
    send_mails()
    link = re.search(r"https?://[^/]+(\S+)", mailoutbox[0].body)[1]
    form = browser.get(link, follow=True).redirect_chain[-1][0]
    browser.post(form, {"password1": factories.PASSWORD, "password2": factories.PASSWORD})
    guess(owner.email, 40)
    assert gets_in(browser, owner), "this browser is known now"
    assert told_to_wait(guess(owner.email, 1)) > 0


def test_a_password_reset_resets_all_counters(owner: User) -> None:
    guess(owner.email, 10)
    login_delay.forget_account(owner.email)
    assert gets_in(Client(), owner)


def test_waits_grow_and_the_right_password_is_refused_meanwhile(owner: User) -> None:
    assert WAITS not in guess(owner.email, ACCOUNT_AND_SOURCE_POLICY.free + 1).content.decode()
    assert 0 < told_to_wait(guess(owner.email, 1)) <= 10
    assert not gets_in(Client(), owner)


def test_waits_of_each_pace() -> None:
    assert [ACCOUNT_AND_SOURCE_POLICY.wait(tries) for tries in (3, 4, 5, 6, 40)] == [0, 10, 20, 40, 900]
    assert [ACCOUNT_POLICY.wait(tries) for tries in (20, 21, 40, 10**6)] == [0, 1, 60, 60]
    assert SOURCE_POLICY.wait(10**6) == 10 and KNOWN_BROWSER_POLICY.wait(10**6) == 900


def test_many_machines_against_one_account_are_slowed(owner: User) -> None:
    checked = []
    sources = everywhere()
    with patch.object(User, "check_password", lambda *_: checked.append(1) and False):
        guess(owner.email, 200, sources)
    assert len(checked) < 30


def test_one_machine_against_many_accounts_is_slowed() -> None:
    for number in range(SOURCE_POLICY.free + 1):
        login_delay.SignInAttempt(f"nr{number}@example.dk", SCHOOL, "")
    with pytest.raises(login_delay.MustWait):
        login_delay.SignInAttempt("nr1000@example.dk", SCHOOL, "")
    login_delay.SignInAttempt("nr1000@example.dk", HOME, "")
    login_delay.SignInAttempt("nr1000@example.dk", SCHOOL, "a-known-browser")


def test_a_known_browser_has_its_own_waits(owner: User) -> None:
    known = Client()
    gets_in(known, owner)
    known.post("/konto/logout/")
    for _number in range(KNOWN_BROWSER_POLICY.free + 2):
        answer = sign_in(known, owner.email)
    assert told_to_wait(answer) > 0
    assert gets_in(Client(), owner), "and holds nobody else up"


def test_an_unknown_account_gets_the_same_message_and_waits(owner: User) -> None:
    for answers in zip(*(_said_at_each_try(login) for login in (owner.email, "ingen@lindevad.example")), strict=True):
        assert answers[0] == answers[1]


def _said_at_each_try(login: str) -> list[str]:
    pages = [sign_in(Client(), login, source=HOME).content.decode() for _number in range(6)]
    return [
        re.sub(r'name="csrfmiddlewaretoken"[^>]*|\d+ sekunder|nonce="[^"]*"', "", page).replace(login, "")
        for page in pages
    ]


def test_an_unknown_account_costs_the_same_hashing(owner: User) -> None:
    hashed = []
    from django.contrib.auth.hashers import MD5PasswordHasher

    encode = MD5PasswordHasher.encode
    with patch.object(MD5PasswordHasher, "encode", lambda *words: hashed.append(1) or encode(*words)):
        counts = []
        for login in (owner.email, "ingen@lindevad.example"):
            hashed.clear()
            sign_in(Client(), login)
            counts.append(len(hashed))
    assert counts[0] == counts[1] == 1


def test_the_cookie_is_bound_to_the_account_and_cannot_be_read_or_forged(owner: User) -> None:
    other = factories.user(email="bo@lindevad.example")
    client = Client()
    gets_in(client, owner)
    cookie = client.cookies["known_browser"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/konto/"
    assert "anna" not in cookie.value
    client.post("/konto/logout/")
    guess(other.email, 40)
    assert not gets_in(client, other)
    client.cookies["known_browser"] = cookie.value[:-2] + "xx"
    guess(owner.email, 40)
    assert not gets_in(client, owner)


def test_a_shared_computer_is_known_for_several_accounts() -> None:
    client, colleagues = Client(), [factories.user() for _number in range(3)]
    for colleague in colleagues:
        gets_in(client, colleague)
        client.post("/konto/logout/")
    for colleague in colleagues:
        guess(colleague.email, 10)
        assert gets_in(client, colleague)
        client.post("/konto/logout/")


def test_an_ipv6_address_is_counted_by_its_64_network(owner: User) -> None:
    guess(owner.email, 10, (f"2001:db8:1:2::{number}" for number in range(1, 99)))
    assert told_to_wait(sign_in(Client(), owner.email, source="2001:db8:1:2:ffff::1")) > 0
    assert gets_in(Client(), owner, source="2001:db8:1:3::1")


def test_a_refused_attempt_does_not_lengthen_the_next_wait(owner: User) -> None:
    guess(owner.email, 5)
    with pytest.raises(login_delay.MustWait) as first:
        login_delay.SignInAttempt(owner.email, SCHOOL, "")
    guess(owner.email, 30)
    with pytest.raises(login_delay.MustWait) as later:
        login_delay.SignInAttempt(owner.email, SCHOOL, "")
    assert later.value.seconds <= first.value.seconds


def test_counting_works_with_the_database_cache(owner: User, settings: Settings) -> None:
    settings.CACHES = {"default": DATABASE_CACHE}
    call_command("createcachetable")
    assert WAITS not in guess(owner.email, ACCOUNT_AND_SOURCE_POLICY.free + 1).content.decode()
    assert told_to_wait(guess(owner.email, 1)) > 0
    login_delay.forget_account(owner.email)
    assert gets_in(Client(), owner)
