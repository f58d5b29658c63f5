"""A store that is busy is asked again; one that says no is not."""

from collections.abc import Callable
from typing import Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError
from django.core.management import CommandError, call_command

from foundation.infrastructure import object_store


def says(status: int, code: str) -> ClientError:
    return ClientError({"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}, "PutObject")  # type: ignore[arg-type,typeddict-item]


BUSY = says(503, "SlowDown")
SILENT = ReadTimeoutError(endpoint_url="https://s3.example")


def one_after_another(*answers: Any) -> Callable[[], Any]:
    left = iter(answers)

    def act() -> Any:
        answer = next(left)
        if isinstance(answer, Exception):
            raise answer
        return answer

    return act


@pytest.fixture
def waited(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []
    monkeypatch.setattr(object_store.time, "sleep", found.append)
    return found


def test_a_busy_store_is_asked_again_after_longer_and_longer(waited: list[float]) -> None:
    assert object_store.with_retries(one_after_another(BUSY, SILENT, says(500, "InternalError"), "done")) == "done"
    assert waited == [1, 2, 4]


@pytest.mark.parametrize(
    ("answers", "why", "waits"),
    [
        ([BUSY] * 6, r"SlowDown \(503\)", 5),
        ([SILENT] * 6, "does not answer", 5),
        ([says(403, "AccessDenied")], r"AccessDenied \(403\)", 0),
    ],
)
def test_the_object_store_is_not_asked_for_ever(
    answers: list[Exception], why: str, waits: int, waited: list[float]
) -> None:
    with pytest.raises(object_store.StoreError, match=why):
        object_store.with_retries(one_after_another(*answers))
    assert len(waited) == waits


def test_what_is_not_there_is_not_asked_for_again(waited: list[float]) -> None:
    with pytest.raises(object_store.NotInStore):
        object_store.with_retries(one_after_another(says(404, "NoSuchKey")))
    assert waited == []


def test_without_a_bucket_nothing_begins(settings: Any) -> None:
    settings.S3_BUCKET = ""
    with pytest.raises(CommandError, match="LAERINGSRUM_S3_BUCKET") as refused:
        call_command("move_files")
    assert refused.value.returncode == 2
