"""Refusals of ingest."""

from django.utils.translation import gettext

from foundation.errors import Refusal


class UploadRefused(Refusal):
    """The file is not accepted; the message says why and what to do. Nothing of the file is left."""


class StoreUnavailable(UploadRefused):
    """The disk is full or the object store does not answer."""

    def __init__(self) -> None:
        super().__init__(gettext("The file can't be stored right now. Try again in a little while."))
