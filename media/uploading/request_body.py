"""The body of a request, in blocks as it comes, and not for longer than the sender keeps talking."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.http import HttpRequest

from media.uploading.append import Read

#: Seconds without a single byte. A phone that lost its net does not say so; its next try must not find us waiting.
SILENCE = 20.0


@contextmanager
def read_while_it_comes(request: HttpRequest) -> Iterator[Read]:
    """`read(n)` gives up to n bytes, nothing at the end, and raises OSError when the connection breaks or is silent."""
    connection = request.META.get("gunicorn.socket")  # other servers bound it themselves
    if connection is None:
        yield request.read
        return
    before = connection.gettimeout()
    connection.settimeout(SILENCE)
    try:
        yield request.read
    finally:
        connection.settimeout(before)
