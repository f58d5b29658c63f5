"""Refuse a file with a CPR number in its name or text; unlike in forms, nobody can confirm that it is none."""

from django.utils.translation import gettext

from foundation import cpr
from media.ingest import original_name
from media.ingest.refusals import UploadRefused


def refuse_in_name(name: str) -> None:
    """Raise UploadRefused for a CPR number in the name. The message does not repeat the name."""
    if cpr.holds(original_name.stem(name) or name):
        raise UploadRefused(gettext("The file name seems to contain a CPR number. Rename the file, and try again."))


def refuse_in_text(text: str) -> None:
    """Raise UploadRefused for a CPR number in the text."""
    if cpr.holds(text):
        raise UploadRefused(cpr_message())


def cpr_message() -> str:
    return gettext(
        "The file seems to contain a CPR number, so it was not accepted. Remove the number, and upload the file again."
    )
