"""A prepared function leaves the database and its arguments as a call of the function does."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.user import User
from meetings.meeting.enums import MeetingState
from snippets.models import Initiative
from tests import factories
from tests.prepared import prepared

pytestmark = pytest.mark.django_db
#: How often this process has called `named`, by name.
calls: Counter[str] = Counter()


@dataclass
class Box:
    first: Initiative | None = None


@prepared
def named(name: str, box: Box | None = None) -> Initiative:
    calls[name] += 1
    made = Initiative.objects.create(name=name)
    if box:
        box.first = made
    return made


@pytest.mark.xdist_group("prepared")
@pytest.mark.parametrize("time", ["first", "second", "third"])
def test_a_later_test_gets_the_same_rows_without_a_call(time: str) -> None:
    one, other = named("Et"), named("To")
    assert [one.pk, other.pk] == list(Initiative.objects.order_by("pk").values_list("pk", flat=True))
    assert Initiative.objects.get(name="To") == other
    assert calls["Et"] == calls["To"] == 1


@pytest.mark.parametrize("time", ["first", "second"])
def test_an_argument_is_changed_as_by_the_call_and_stays_the_same_object(time: str) -> None:
    box = Box()
    made = named("I en kasse", box)
    assert box.first is made
    meeting = factories.meeting(unit=(unit := factories.make_unit()))
    assert meeting.unit is unit


@pytest.mark.parametrize("first", ["Før", "Ikke før"])
def test_after_a_write_of_the_test_itself_the_function_is_called(first: str) -> None:
    Initiative.objects.create(name=first)
    before = calls["Efter"]
    named("Efter")
    assert calls["Efter"] == before + 1
    assert Initiative.objects.count() == 2


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_write_inside_a_prepared_function_is_not_forgotten_by_those_it_calls(time: str) -> None:
    @prepared
    def mixed(extra: bool) -> Initiative:
        if extra:
            Initiative.objects.create(name="Ekstra")
        return named("Sidst")

    with transaction.atomic():
        without = mixed(False).pk
        transaction.set_rollback(True)
    assert mixed(True).pk != without
    assert set(Initiative.objects.values_list("name", flat=True)) == {"Ekstra", "Sidst"}


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_was_rolled_back_is_made_again(time: str) -> None:
    with transaction.atomic():
        named("Fortrudt")
        transaction.set_rollback(True)
    assert named("Fortrudt").pk
    assert Initiative.objects.get().name == "Fortrudt"


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_step_that_was_rolled_back_inside_is_not_repeated(time: str) -> None:
    @prepared
    def careful() -> Initiative:
        try:
            with transaction.atomic():
                Initiative.objects.create(name="Delvis")
                raise IntegrityError
        except IntegrityError:
            return Initiative.objects.create(name="Hel")

    assert careful().name == "Hel"
    assert Initiative.objects.get().name == "Hel"


@pytest.mark.parametrize("day", ["2026-11-01T10:00+01:00", "2026-12-01T10:00+01:00"])
def test_a_moved_clock_is_obeyed(day: str) -> None:
    with time_machine.travel(day, tick=False):
        meeting = factories.meeting(state=MeetingState.INVITED)
        assert meeting.invited_at == timezone.now()


@pytest.mark.parametrize("time", ["first", "second"])
def test_new_rows_after_it_get_keys_of_their_own(time: str) -> None:
    person = factories.user()
    assert User.objects.create_user("ny@example.dk", name="Ny").pk > person.pk
    assert factories.make_unit().pk > factories.home().pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite_file
@pytest.mark.parametrize("time", ["first", "second"])
def test_in_a_test_that_commits_it_is_committed(time: str) -> None:
    named("Bestandig")
    with ThreadPoolExecutor(1) as other:
        assert other.submit(_all_names).result() == ["Bestandig"]
    assert calls["Bestandig"] == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.sqlite_file
@pytest.mark.parametrize("time", ["first", "second"])
def test_what_another_thread_commits_is_noticed(time: str) -> None:
    named("Før tråden")
    with ThreadPoolExecutor(1) as other:
        other.submit(_write, "Fra tråden").result()
    named("Efter tråden")
    assert [row.name for row in Initiative.objects.order_by("pk")] == ["Før tråden", "Fra tråden", "Efter tråden"]


def _all_names() -> list[str]:
    try:
        return list(Initiative.objects.values_list("name", flat=True))
    finally:
        connection.close()


def _write(name: str) -> None:
    try:
        Initiative.objects.create(name=name)
    finally:
        connection.close()


@pytest.mark.xdist_group("groups")
def test_a_group_of_tests_shares_a_worker(request: pytest.FixtureRequest, worker_id: str) -> None:
    """xdist sends tests by the name of their group, which it adds to their id."""
    assert worker_id == "master" or request.node.nodeid.endswith("@groups")
