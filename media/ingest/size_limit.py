"""Check the size of an uploaded file."""

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext

from media.ingest.incoming_file import IncomingFile
from media.ingest.refusals import UploadRefused


def require_size(upload: IncomingFile, maximum: int, advice: str) -> None:
    """Raise UploadRefused, naming both sizes, when `upload` is larger than `maximum` bytes."""
    if upload.size > maximum:
        too_large = gettext("The size of the file is %(size)s. At most %(most)s is allowed.") % {
            "size": filesizeformat(upload.size),
            "most": filesizeformat(maximum),
        }
        raise UploadRefused(f"{too_large} {advice}")
