"""Files in a bucket whose store is busy, answers by half, or refuses."""

import io
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.exceptions import ClientError, ResponseStreamingError
from django.core.management import CommandError, call_command

from foundation.backup import stored_files
from foundation.backup.stored_files import FileDeleted, all_files, delete, open_stored_file, save
from foundation.infrastructure import object_store
from tests.media.moving.test_object_store import BUSY, one_after_another, says

CONTENT = b"a picture" * 1000


class Body(io.BytesIO):
    """Ends by an error after half of it, as when the connection is lost; or gives all of it."""

    def __init__(self, *, half: bool = False) -> None:
        super().__init__(CONTENT)
        self.half = half

    def iter_chunks(self, size: int) -> Any:
        yield CONTENT[: len(CONTENT) // 2]
        if self.half:
            raise ResponseStreamingError(error="reset")
        yield CONTENT[len(CONTENT) // 2 :]


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(object_store.time, "sleep", lambda seconds: None)


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[bytes]]:
    """Call it with what the store answers, one after another; it returns a list of what is stored from then on."""

    def set_up(*these: Any) -> list[bytes]:
        ask, stored = one_after_another(*these), list[bytes]()
        bucket = SimpleNamespace(
            objects=SimpleNamespace(all=ask), Object=lambda name: SimpleNamespace(get=lambda: {"Body": ask()})
        )

        def store(name: str, file: Any) -> None:
            stored.append(file.read())
            ask()

        storage = SimpleNamespace(bucket=bucket, exists=lambda name: False, save=store, delete=lambda name: ask())
        for module in (stored_files, object_store):
            monkeypatch.setattr(module, "default_storage", storage)
        return stored

    return set_up


def test_a_busy_store_is_asked_again(answers: Callable[..., list[bytes]]) -> None:
    answers(BUSY, [SimpleNamespace(key="images/a", size=3, e_tag="x")])
    assert [facts.name for facts in all_files()] == ["images/a"]
    answers(BUSY, Body(half=True), Body())
    with open_stored_file("images/a") as file:
        assert file.read() == CONTENT
    assert answers(BUSY, None) == []
    delete("images/a")
    stored = answers(BUSY, None)
    save("images/a", [CONTENT])
    assert stored == [CONTENT, CONTENT]


def test_a_file_that_was_deleted_since_is_left_out(answers: Callable[..., list[bytes]]) -> None:
    answers(says(404, "NoSuchKey"))
    with pytest.raises(FileDeleted), open_stored_file("images/a"):
        pass


@pytest.mark.sqlite_file
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_store_that_refuses_is_named_by_the_command(
    command: str, folder: Any, answers: Callable[..., list[bytes]]
) -> None:
    denied: ClientError = says(403, "AccessDenied")
    answers(denied)
    with pytest.raises(CommandError, match="AccessDenied"):
        call_command(command, folder, **({"replace": True, "no_input": True} if command == "restore" else {}))
