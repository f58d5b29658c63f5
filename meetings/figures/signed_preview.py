"""Carry figures between preview and confirmation, signed in the page and stored nowhere (decisions 0010, 0014)."""

from datetime import timedelta

from django.core import signing
from django.utils.translation import gettext as _

from accounts.user import AnyUser
from foundation.errors import Refusal
from meetings.figures.reading.refusals import TooLong
from meetings.figures.reading.sheet import Sheet, Source

PREVIEW_LIFETIME = timedelta(hours=8)
#: The form that carries it must stay below DATA_UPLOAD_MAX_MEMORY_SIZE (1 MB).
MAX_SIGNED_LENGTH = 900_000


class PreviewInvalid(Refusal):
    """The preview has expired or its data were tampered with."""


def sign_preview(source: Source, user: AnyUser) -> str:
    """Return the source as text signed for this user, for a hidden field. Raises TooLong."""
    plain = {
        "sheets": [sheet.as_plain() for sheet in source.sheets],
        "hidden": source.hidden,
        "odd_word": source.odd_word,
    }
    text = signing.dumps(plain, salt=_salt(user), compress=True)
    if len(text) > MAX_SIGNED_LENGTH:
        raise TooLong
    return text


def read_preview(text: str, user: AnyUser) -> Source:
    """Return the source from signed text. Raises PreviewInvalid when it is too old, changed, or signed for another
    user."""
    try:
        plain = signing.loads(text, salt=_salt(user), max_age=PREVIEW_LIFETIME)
    except signing.BadSignature:
        raise PreviewInvalid(
            _("The preview is too old to be used. Choose the file again; nothing was stored.")
        ) from None
    return Source(tuple(map(Sheet.from_plain, plain["sheets"])), tuple(plain["hidden"]), plain["odd_word"])


def _salt(user: AnyUser) -> str:
    return f"meetings.figures.{user.pk}"
