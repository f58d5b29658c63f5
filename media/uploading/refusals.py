"""Refusals of a part."""

from django.utils.translation import gettext

from foundation.errors import Conflict, Refusal


class UploadBusy(Refusal):
    """Another request is writing to this upload."""

    def __init__(self) -> None:
        super().__init__(gettext("This file is already being sent from another window."))


class UploadGone(Refusal):
    """The upload was finished or deleted."""

    def __init__(self) -> None:
        super().__init__(gettext("This upload has ended. Choose the file again."))


class WrongOffset(Conflict):
    """The client continues at another offset than ours."""
