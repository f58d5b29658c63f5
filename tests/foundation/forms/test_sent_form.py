"""A form sent twice is carried out once, and the second POST gets the first result."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from accounts.models import User
from foundation.errors import Refusal
from foundation.forms.carry_out_once import FormResult, SentAlready, SentForm, carry_out_once, forget_sent_forms
from foundation.forms.one_time_key import KEY_FIELD, key_for, key_in
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return factories.user()


def request_of(person: User, key: str, path: str = "/skriv/", **written: Any) -> HttpRequest:
    request = RequestFactory().post(
        path, {**written, KEY_FIELD: key, "csrfmiddlewaretoken": timezone.now().isoformat()}
    )
    request.user, request.session = person, {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    return request


class Act:
    """Counts how often it was carried out; refuses while `refuses`."""

    def __init__(self) -> None:
        self.times, self.refuses = 0, False

    def __call__(self) -> FormResult:
        if self.refuses:
            raise Refusal("Nej.")
        self.times += 1
        return FormResult(f"/nummer/{self.times}/", f"Gemt {self.times}", ("Men uden billede.",))


def test_the_second_post_gets_the_first_result(person: User) -> None:
    key, act = key_for(person, "/skriv/"), Act()
    answers = [carry_out_once(request_of(person, key, text="a"), act) for _ in range(2)]
    assert answers[0] == answers[1] == FormResult("/nummer/1/", "Gemt 1", ("Men uden billede.",))
    assert act.times == 1
    request = request_of(person, key)
    answers[1].tell(request)
    assert [str(message) for message in get_messages(request)] == ["Gemt 1", "Men uden billede."]


def test_after_a_refusal_the_key_can_be_used(person: User) -> None:
    key, act = key_for(person, "/skriv/"), Act()
    act.refuses = True
    with pytest.raises(Refusal):
        carry_out_once(request_of(person, key), act)
    assert not SentForm.objects.exists()
    act.refuses = False
    carry_out_once(request_of(person, key), act)
    assert act.times == 1


def test_other_content_with_a_used_key_is_a_conflict(person: User) -> None:
    """The user goes back in the browser and changes the text."""
    key, act = key_for(person, "/skriv/"), Act()
    carry_out_once(request_of(person, key, text="a"), act)
    with pytest.raises(SentAlready):
        carry_out_once(request_of(person, key, text="b"), act)
    assert act.times == 1


def test_with_a_version_field_the_version_decides(person: User) -> None:
    key, act = key_for(person, "/skriv/"), Act()
    for text in ("a", "b"):
        carry_out_once(request_of(person, key, text=text, seen="1"), act)
    assert act.times == 2


def test_a_key_is_bound_to_user_and_address(person: User) -> None:
    key = key_for(person, "/skriv/?punkt=3")
    assert key_in(request_of(person, key))
    assert not key_in(request_of(factories.user(), key))
    assert not key_in(request_of(person, key, path="/slet/"))
    assert not key_in(request_of(person, key[:-1] + ("0" if key[-1] != "0" else "1")))
    assert len({key_for(person, "/skriv/") for _ in range(100)}) == 100


def test_a_form_without_a_key_of_ours_is_carried_out_each_time(person: User) -> None:
    act = Act()
    for key in ("", "gæt", "gæt.gæt"):
        carry_out_once(request_of(person, key), act)
    assert act.times == 3 and not SentForm.objects.exists()


def test_old_keys_are_deleted(person: User) -> None:
    carry_out_once(request_of(person, key_for(person, "/skriv/")), Act())
    carry_out_once(request_of(person, key_for(person, "/skriv/")), Act())
    old = SentForm.objects.first()
    assert old is not None
    SentForm.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=3))
    forget_sent_forms.call(day="2026-10-01")
    assert SentForm.objects.count() == 1
