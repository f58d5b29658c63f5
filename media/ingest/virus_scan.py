"""An upload is shown to the municipality's virus scanner (clamd), where there is one."""

import logging
from pathlib import Path

from clamav_client.clamd import BufferTooLongError, ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings
from django.utils.translation import gettext

from media.ingest.refusals import UploadRefused

logger = logging.getLogger("laeringsrum.media")

SECONDS = 60  # between two words from the scanner, also at the end of a long film


class ScannerUnavailable(Exception):
    """The scanner does not answer, or not in a way we understand: to be tried again, never to be passed over."""


def require_clean(path: Path) -> None:
    """Nothing without `settings.CLAMD_ADDRESS`. Raises UploadRefused for what the scanner finds, and for a file it does
    not look at the whole of; ScannerUnavailable."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        with path.open("rb") as file:
            status, name = scanner(settings.CLAMD_ADDRESS).instream(file)["stream"]
    except BufferTooLongError as error:
        raise UploadRefused(
            gettext("The file is larger than the virus scanner looks at, so it was not stored. Choose a smaller one.")
        ) from error
    except (ClamdError, OSError, KeyError, ValueError) as error:
        raise ScannerUnavailable(str(error)) from error
    if status == "FOUND":
        logger.warning("the virus scanner found %s", name)
        raise UploadRefused(
            gettext(
                "The virus scanner found something harmful in the file, so it was not stored. Do not open it, and tell "
                "your IT department."
            )
        )
    if status != "OK":
        raise ScannerUnavailable(status)


def scanner(address: str) -> ClamdNetworkSocket:
    """`address` is "host:port", or the path of a socket."""
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal():
        return ClamdNetworkSocket(host.strip("[]"), int(port), timeout=SECONDS)
    return ClamdUnixSocket(address, timeout=SECONDS)
