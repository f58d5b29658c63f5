"""Is the file small enough to be looked at?"""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from media.ingest.refusals import UploadRefused


def require(upload: Any, most: int, advice: str) -> None:
    """Raises UploadRefused with both sizes in words when `upload` is larger than `most` bytes."""
    if upload.size > most:
        too_large = gettext("The file takes up %(size)s. It may take up at most %(most)s.") % {
            "size": filesizeformat(upload.size),
            "most": filesizeformat(most),
        }
        raise UploadRefused(f"{too_large} {advice}")
