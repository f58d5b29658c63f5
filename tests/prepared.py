"""Scenes are built once a run: `@prepared` on a function that makes rows keeps what it wrote and what it returned.

The first call with these arguments in this state of the database runs the function. Every later one executes the
statements that the first one wrote and returns a copy of its result, for a tenth of the time. The state is known from
the beginning of a test for as long as only prepared functions write. After that, and when the test has moved the clock,
they are simply called. In tests that commit they are prepared on SQLite only, where these tests end with the database
as migrated.

For functions that write rows and nothing else: no files, no mails, nothing that waits for a commit.
"""

import functools
import io
import pickle
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, is_dataclass
from threading import current_thread
from typing import Any, ParamSpec, TypeVar

import time_machine
from django.conf import settings
from django.core import mail
from django.db import connection, connections, transaction
from django.db.models import Model

P = ParamSpec("P")
R = TypeVar("R")
#: SQL, its parameters, and whether these are of many rows.
Statement = tuple[str, Any, bool]
#: State of the database, name of the function, its arguments, what becomes of tasks.
Call = tuple[str, str, bytes, str]
READS = ("SELECT", "EXPLAIN", "PRAGMA")
SAVEPOINTS = ("SAVEPOINT", "RELEASE", "BEGIN")
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

    connection: object = None  # the one that is watched, of `thread`; other threads have others
    thread: object = None
    transaction: object = None  # of which `state` tells: the test's outermost Atomic, or `committing`
    state: str | None = UNKNOWN
    committing: object = None  # stands for all that is committed until the database is as migrated again
    version: int = 0  # of the SQLite file when `state` was set: another connection's commit changes it
    recordings: list[list[Statement]] = field(default_factory=list)
    sequences: list[tuple[str, int]] = field(default_factory=list)  # the last primary key of each table


_database = Database()
#: None for a call that cannot be repeated.
_kept: dict[Call, Kept | None] = {}


def watch() -> None:
    """To be called once a session, when the test database is there."""
    _database.connection, _database.thread = connections["default"], current_thread()
    if _notice not in connection.execute_wrappers:
        connection.execute_wrappers.append(_notice)


def as_migrated_again() -> None:
    """To be called after a test that committed, when its rows are gone."""
    _database.committing = object()


@contextmanager
def transaction_of_a_module() -> Iterator[None]:
    """Like a test's own, for rows that are made once a module: it begins as migrated, and is rolled back."""
    outermost = transaction.atomic()
    outermost._from_testcase = True
    with outermost:
        yield
        transaction.set_rollback(True)


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
        key = (state, name, arguments.pickled, settings.TASKS["default"]["BACKEND"])
        if key not in _kept:
            with _one_commit(), _recording() as writes:
                result = make(*args, **kwargs)
            _kept[key] = _keep(writes, arguments, result)
            if _kept[key] is None:
                _database.state = UNKNOWN
                return result
        elif _kept[key] is None:
            return make(*args, **kwargs)
        else:
            with _one_commit():
                _repeat(_kept[key])
        _database.transaction, _database.state, _database.version = _transaction(), _kept[key].state, _version()
        return arguments.load(_kept[key].result)

    return call


# The state of the database -------------------------------------------------------------------------------------------


def _state() -> str | None:
    if connections["default"] is not _database.connection and current_thread() is _database.thread:
        watch()  # a thread has another one while it has an event loop, as that of the browser's driver
    blocks = connection.atomic_blocks
    if connections["default"] is not _database.connection or not _clock_is_untouched():
        return UNKNOWN
    if not (blocks[0]._from_testcase if blocks else _database.committing):
        return UNKNOWN
    if _database.transaction is not _transaction():
        _database.transaction, _database.state, _database.version = _transaction(), AS_MIGRATED, _version()
        _begin_at_known_keys()
    return _database.state if blocks or _database.version == _version() else UNKNOWN


def _transaction() -> object:
    """What stands for the test's transaction."""
    blocks = connection.atomic_blocks
    return blocks[0] if blocks and blocks[0]._from_testcase else _database.committing


def _one_commit() -> AbstractContextManager[object]:
    return nullcontext() if connection.in_atomic_block else transaction.atomic()


def _version() -> int:
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as wrapped:
        return int(wrapped.cursor.execute("PRAGMA data_version").fetchone()[0])


def _clock_is_untouched() -> bool:
    """Only tests/conftest.py has moved it, for all tests. (A test of a server may be the first that is watched.)"""
    return len(time_machine.traveller_stack) == 1


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
    if not sql.startswith(SAVEPOINTS):
        _database.transaction, _database.state = _transaction(), UNKNOWN
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
