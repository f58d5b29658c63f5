"""Scenes are built once a run: `@prepared` on a function that makes rows keeps what it wrote and what it returned.

The first call with these arguments in this state of the database runs the function. Every later one executes the
statements that the first one wrote and returns a copy of its result, for a tenth of the time. The state is known from
the beginning of a test's transaction for as long as only prepared functions write. After that, and when the test has
moved the clock or commits, they are simply called.

For functions that write rows and nothing else: no files, no mails, nothing that waits for a commit.
"""

import functools
import io
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, is_dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any, ParamSpec, TypeVar

from django.core import mail
from django.db import connection
from django.db.models import Model
from django.utils import timezone

P = ParamSpec("P")
R = TypeVar("R")
#: SQL, its parameters, and whether these are of many rows.
Statement = tuple[str, Any, bool]
#: State of the database, name of the function, its arguments.
Call = tuple[str, str, bytes]
READS = ("SELECT", "EXPLAIN", "PRAGMA")
SAVEPOINTS = ("SAVEPOINT", "RELEASE")
CLOCK_TOLERANCE = timedelta(seconds=30)
UNKNOWN, AS_MIGRATED = None, "as migrated"


@dataclass
class Kept:
    """What a call did, and the name of the state in which it left the database."""

    state: str
    writes: list[Statement]
    result: bytes


@dataclass
class Database:
    """What is known of this process's test database."""

    transaction: object = None  # the test's outermost Atomic, of which `state` tells
    state: str | None = UNKNOWN
    recordings: list[list[Statement]] = field(default_factory=list)
    sequences: list[tuple[str, int]] = field(default_factory=list)  # the last primary key of each table
    watched_since: tuple[datetime, float] = (datetime.min.replace(tzinfo=UTC), 0.0)


_database = Database()
#: None for a call that cannot be repeated.
_kept: dict[Call, Kept | None] = {}


def watch() -> None:
    """To be called once a session, when the test database is there."""
    _database.watched_since = timezone.now(), perf_counter()
    connection.execute_wrappers.append(_notice)


def forget() -> None:
    """Every prepared function is called again."""
    _kept.clear()


def prepared(make: Callable[P, R]) -> Callable[P, R]:
    name = f"{make.__module__}.{make.__qualname__}"

    @functools.wraps(make)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        state = _state()
        if state is UNKNOWN:
            return make(*args, **kwargs)
        arguments = _Arguments(args, kwargs)
        key = (state, name, arguments.pickled)
        if key not in _kept:
            with _recording() as writes:
                result = make(*args, **kwargs)
            _kept[key] = _keep(writes, arguments, result)
            if _kept[key] is None:
                _database.state = UNKNOWN
                return result
        elif _kept[key] is None:
            return make(*args, **kwargs)
        else:
            _repeat(_kept[key])
        _database.state = _kept[key].state
        return arguments.load(_kept[key].result)

    return call


# The state of the database -------------------------------------------------------------------------------------------


def _state() -> str | None:
    outermost = _outermost()
    if outermost is None or not _clock_is_untouched():
        return UNKNOWN
    if _database.transaction is not outermost:
        _database.transaction, _database.state = outermost, AS_MIGRATED
        _begin_at_known_keys()
    return _database.state


def _outermost() -> object:
    """The Atomic of the test; None when it commits."""
    blocks = connection.atomic_blocks
    return blocks[0] if blocks and blocks[0]._from_testcase else None


def _clock_is_untouched() -> bool:
    then, ticks = _database.watched_since
    return abs(timezone.now() - then - timedelta(seconds=perf_counter() - ticks)) < CLOCK_TOLERANCE


def _begin_at_known_keys() -> None:
    """Rows get the primary keys that they had when the statements were kept."""
    with connection.cursor() as wrapped:
        cursor = wrapped.cursor  # past _notice
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            _database.sequences = _database.sequences or cursor.fetchall()
            cursor.execute("DELETE FROM sqlite_sequence")
            cursor.executemany("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", _database.sequences)
        else:
            cursor.execute("SELECT schemaname || '.' || sequencename, coalesce(last_value, 0) FROM pg_sequences")
            _database.sequences = _database.sequences or cursor.fetchall()
            values = ", ".join(f"setval('{name}', {last + 1}, false)" for name, last in _database.sequences)
            cursor.execute(f"SELECT {values}")


def _notice(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    result = execute(sql, params, many, context)
    if sql.startswith(READS) and "setval(" not in sql:
        return result
    for recording in _database.recordings:
        recording.append((sql, params, many))
    if not sql.startswith((*SAVEPOINTS, "BEGIN")):
        _database.transaction, _database.state = _outermost(), UNKNOWN
    return result


# What calls did ------------------------------------------------------------------------------------------------------


@contextmanager
def _recording() -> Iterator[list[Statement]]:
    writes: list[Statement] = []
    _database.recordings.append(writes)
    mails = len(getattr(mail, "outbox", ()))
    try:
        yield writes
    except BaseException:
        _database.state = UNKNOWN
        raise
    finally:
        _database.recordings.pop()
    assert len(getattr(mail, "outbox", ())) == mails, "a prepared function sends no mails"


def _keep(writes: list[Statement], arguments: "_Arguments", result: object) -> Kept | None:
    if not any(sql.startswith("ROLLBACK") for sql, _, _ in writes):
        writes = [statement for statement in writes if not statement[0].startswith(SAVEPOINTS)]
    try:
        return Kept(str(len(_kept)), writes, arguments.dump(result))
    except (pickle.PicklingError, TypeError, AttributeError):
        return None


def _repeat(kept: Kept) -> None:
    with connection.cursor() as wrapped:
        cursor = wrapped.cursor  # past _notice
        for sql, params, many in kept.writes:
            (cursor.executemany if many else cursor.execute)(sql, params)
    for recording in _database.recordings:
        recording.extend(kept.writes)


class _Arguments:
    """The arguments of a call, pickled; and the objects among them, which a call may change and its result refer to."""

    def __init__(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        self.objects: dict[int, Any] = {}
        self.pickled = _pickle((args, kwargs), self._remember)

    def _remember(self, thing: Any) -> None:
        if isinstance(thing, Model) or (is_dataclass(thing) and not isinstance(thing, type) and _is_mutable(thing)):
            self.objects.setdefault(id(thing), thing)

    def dump(self, result: object) -> bytes:
        """`result`, and the arguments' objects as the call left them."""
        numbers = {identity: number for number, identity in enumerate(self.objects)}
        states = [vars(thing) for thing in self.objects.values()]
        return _pickle((result, states), lambda thing: numbers.get(id(thing)))

    def load(self, pickled: bytes) -> Any:
        """A copy of the result; the arguments' objects become what the call made of them."""
        objects = list(self.objects.values())
        unpickler = pickle.Unpickler(io.BytesIO(pickled))
        unpickler.persistent_load = objects.__getitem__
        result, states = unpickler.load()
        for thing, state in zip(objects, states, strict=True):
            vars(thing).clear()
            vars(thing).update(state)
        return result


def _is_mutable(thing: Any) -> bool:
    return hasattr(thing, "__dict__") and not thing.__dataclass_params__.frozen


def _pickle(thing: object, persistent_id: Callable[[Any], Any]) -> bytes:
    buffer = io.BytesIO()
    pickler = pickle.Pickler(buffer)
    pickler.persistent_id = persistent_id
    pickler.dump(thing)
    return buffer.getvalue()
