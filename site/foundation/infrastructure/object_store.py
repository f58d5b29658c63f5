"""Patience with an object store (S3) that is busy or does not answer."""

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.core.files.storage import default_storage

T = TypeVar("T")
#: Seconds to wait before the second, third, … attempt, when the store is busy or does not answer.
WAITS = (1, 2, 4, 8, 16)
BUSY = {408, 429}


def bucket() -> Any:
    """Return where files are kept, of boto3; None for a folder."""
    return getattr(default_storage, "bucket", None)


class StoreError(Exception):
    """The store does not do it, or not any more; the message names its error code."""


class NotInStore(StoreError):
    """There is no such file, or no such bucket."""


def with_retries(act: Callable[[], T], waits: Sequence[int] = WAITS) -> T:
    """Return what `act` returns. Raises StoreError: at once when the store says no, otherwise after the last
    attempt."""
    from botocore.exceptions import BotoCoreError, ClientError  # slow to import, and most installations have no bucket

    for wait in (*waits, None):
        try:
            return act()
        except ClientError as error:
            status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
            if wait is None or (status < 500 and status not in BUSY):
                kind = NotInStore if status == 404 else StoreError
                raise kind(f"the store says {error.response['Error']['Code']} ({status})") from None
        except BotoCoreError as error:
            if wait is None:
                raise StoreError(f"the store does not answer ({type(error).__name__})") from None
        time.sleep(wait)
    raise AssertionError("the last attempt returns or raises")
