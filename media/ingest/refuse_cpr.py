"""Refuse a file with a CPR number in its name or text; unlike in forms, nobody can confirm that it is none."""

from django.utils.translation import gettext

from foundation import cpr
from media.ingest import original_name
from media.ingest.refusals import UploadRefused


def require_name(name: str) -> None:
    """Raise UploadRefused for a CPR number in the name. The message does not repeat the name."""
    if cpr.holds(original_name.stem(name) or name):
        raise UploadRefused(
            gettext("Something like a CPR number stands in the file's name. Give the file another name, and try again.")
        )


def require_text(text: str) -> None:
    """Raise UploadRefused for a CPR number in the text."""
    if cpr.holds(text):
        raise UploadRefused(sentence())


def sentence() -> str:
    return gettext(
        "Something like a CPR number stands in the file, so it was not taken in. Take the number out, and upload the "
        "file again."
    )
