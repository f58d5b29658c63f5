"""The ledger in the bucket, for machines that share no disk: an object for what each process writes at once.

Objects are never changed, so it needs no lock; a bucket that keeps versions or forbids deletion makes it safer still.
"""

import errno
import os
import secrets
import time
from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings

from foundation.infrastructure.object_store import StoreError, bucket, with_retries

T = TypeVar("T")
#: In settings.DELETION_LEDGER, beside folders.
NAME = "bucket"
#: People wait for it: what can't be written waits in the database.
WAITS = (1,)


def is_kept_here() -> bool:
    """Return whether the ledger is kept in the bucket: if there is one, unless the settings name folders alone."""
    return bool(settings.S3_BUCKET) and (not settings.DELETION_LEDGER or NAME in settings.DELETION_LEDGER)


def append(text: bytes) -> None:
    """Raises OSError."""
    # The time is read after the acts were committed: what sorts before the line of a backup is in that backup.
    name = f"{settings.S3_LEDGER}{os.uname().nodename}/{time.time_ns()}-{secrets.token_hex(4)}.jsonl"
    _ask(lambda: bucket().Object(name).put(Body=text))


def texts() -> list[str]:
    """Return what each machine wrote, in its order. Raises OSError."""
    found: dict[str, list[str]] = defaultdict(list)
    objects = _ask(lambda: {str(one.key): one for one in bucket().objects.filter(Prefix=settings.S3_LEDGER)})
    for name in sorted(objects):
        machine = name.removeprefix(settings.S3_LEDGER).partition("/")[0]
        content = _ask(lambda name=name: objects[name].get()["Body"].read())  # type: ignore[misc]
        found[machine].append(content.decode(errors="replace"))
    return ["".join(parts) for parts in found.values()]


def _ask(act: Callable[[], T]) -> T:
    try:
        return with_retries(act, WAITS)
    except StoreError as error:
        raise OSError(errno.EIO, str(error), settings.S3_BUCKET) from error
