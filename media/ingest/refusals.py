"""How ingest says no to a file."""

from django.utils.translation import gettext

from foundation.errors import Refusal


class UploadRefused(Refusal):
    """The file is not taken in; the message says what was wrong with it and what to do.

    Nothing of the file is left anywhere when this is raised.
    """


class StoreUnavailable(UploadRefused):
    """The disk is full or the object store does not answer: not the person's fault."""

    def __init__(self) -> None:
        super().__init__(gettext("The file can't be stored right now. Try again in a little while."))
