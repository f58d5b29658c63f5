"""Detect temporary infrastructure failures, so that views can answer 503."""

import errno

from django.db import InterfaceError, OperationalError

#: The disk is full, the quota is used up, the disk is broken, or the file system is read-only.
DISK_ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS})
#: Exceptions of packages that may not be installed: prefix of the module, and name.
CLIENT_ERRORS = (
    ("redis.", "ConnectionError"),
    ("redis.", "TimeoutError"),
    ("botocore.", "ConnectionError"),
    ("botocore.", "HTTPClientError"),
)


def is_temporary(error: BaseException | None) -> bool:
    """Return whether `error` or one of its causes is a database that does not answer or is locked, a full disk, or an
    unavailable cache or object store: something that can be mended without changing the code."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OperationalError | InterfaceError) and not _is_about_tables(error):
            return True
        if isinstance(error, OSError) and error.errno in DISK_ERRNOS:
            return True
        if any(_is_named(kind, *name) for kind in type(error).__mro__ for name in CLIENT_ERRORS):
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_about_tables(error: Exception) -> bool:
    """Return whether a table or column is missing, which SQLite reports as OperationalError too; waiting does not
    help."""
    return str(error).startswith(("no such ", "near ", "table "))


def _is_named(kind: type, module: str, name: str) -> bool:
    return kind.__module__.startswith(module) and kind.__name__ == name
