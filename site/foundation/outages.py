"""Is it the machine that fails, and not the code? Then waiting helps, and the answer says so."""

import errno

from django.db import InterfaceError, OperationalError

#: The disk is full, the quota is used up, the disk is broken, or nothing more may be written.
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS})
#: Errors of packages that may not be installed, by the beginning of their module and their name.
OF_CLIENTS = (
    ("redis.", "ConnectionError"),
    ("redis.", "TimeoutError"),
    ("botocore.", "ConnectionError"),
    ("botocore.", "HTTPClientError"),
)


def is_temporary(error: BaseException | None) -> bool:
    """Whether `error`, or one that it came from, is a database that does not answer or is held by somebody else, a full
    disk, a cache or an object store that is away: it passes without anybody changing the code."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OperationalError | InterfaceError) and not _is_about_tables(error):
            return True
        if isinstance(error, OSError) and error.errno in DISK:
            return True
        if any(_is_named(kind, *name) for kind in type(error).__mro__ for name in OF_CLIENTS):
            return True
        error = error.__cause__ or error.__context__
    return False


def _is_about_tables(error: Exception) -> bool:
    """SQLite calls a table or column that is missing an operational error too; waiting does not make it."""
    return str(error).startswith(("no such ", "near ", "table "))


def _is_named(kind: type, module: str, name: str) -> bool:
    return kind.__module__.startswith(module) and kind.__name__ == name
