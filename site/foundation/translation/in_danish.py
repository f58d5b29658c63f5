"""Words that are stored are Danish, whatever language the person at work reads the site in."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation


@contextmanager
def in_danish() -> Iterator[None]:
    """Around, or as a decorator of, what makes words that are stored, hashed, or put into a document (decision 0061).

    Not for generators, which run when the decorator has returned.
    """
    with translation.override(settings.LANGUAGE_CODE):
        yield
