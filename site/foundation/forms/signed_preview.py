"""Carry data from a preview to its confirmation in a hidden form field, signed, so that the server stores nothing.

The signature ensures that the data are unchanged, from the same user and at most PREVIEW_MAX_AGE old
(docs/decisions/0010).
"""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.utils.translation import gettext as _

from foundation.errors import Refusal

if TYPE_CHECKING:
    from accounts.user import AnyUser

PREVIEW_MAX_AGE = timedelta(hours=8)
#: Characters; the form with the field must stay below DATA_UPLOAD_MAX_MEMORY_SIZE (1 MB).
MAX_PREVIEW_LENGTH = 900_000


class PreviewInvalid(Refusal):
    """The preview has expired, or its data were changed or signed for another user."""


def sign_preview(plain: object, user: "AnyUser", *, purpose: str, too_large: type[Refusal]) -> str:
    """Return JSON types as signed text. `purpose` names what is previewed. Raises `too_large`."""
    text = signing.dumps(plain, salt=f"{purpose}.{user.pk}", compress=True)
    if len(text) > MAX_PREVIEW_LENGTH:
        raise too_large
    return text


def read_preview(text: str, user: "AnyUser", *, purpose: str) -> Any:
    """Return what was signed. Raises PreviewInvalid."""
    try:
        return signing.loads(text, salt=f"{purpose}.{user.pk}", max_age=PREVIEW_MAX_AGE)
    except signing.BadSignature:
        raise PreviewInvalid(
            _("The preview is too old to be used. Choose the file again; nothing was stored.")
        ) from None
