"""Read the body of a request in blocks as they arrive, with a timeout for silence."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from media.uploading.append import Read

#: Seconds without a single byte. A phone that lost its connection does not say so, and its next attempt must not find
#: the upload still locked.
SILENCE_TIMEOUT = 20.0


@contextmanager
def read_while_it_comes(request: HttpRequest) -> Iterator[Read]:
    """Yield `read(n)`, which returns up to n bytes, b"" at the end, and raises OSError when the connection breaks or is
    silent.
    """
    connection = request.META.get("gunicorn.socket")  # other servers have timeouts of their own
    if connection is None:
        yield request.read
        return
    before = connection.gettimeout()
    connection.settimeout(SILENCE_TIMEOUT)
    try:
        yield request.read
    finally:
        connection.settimeout(before)
