"""Scan uploads with the municipality's virus scanner (clamd), if configured."""

import logging
from pathlib import Path

from clamav_client.clamd import BufferTooLongError, ClamdError, ClamdNetworkSocket, ClamdUnixSocket
from django.conf import settings
from django.utils.translation import gettext

from media.ingest.refusals import UploadRefused

logger = logging.getLogger("laeringsrum.media")

TIMEOUT_SECONDS = 60  # timeout for each answer of the scanner, also at the end of a long film


class ScannerUnavailable(Exception):
    """The scanner does not answer, or not as expected: try again later, never skip the scan."""


def require_clean(path: Path) -> None:
    """Scan the file; does nothing without `settings.CLAMD_ADDRESS`.

    Raises UploadRefused for what the scanner finds and for files too large for it; ScannerUnavailable.
    """
    if not settings.CLAMD_ADDRESS:
        return
    try:
        with path.open("rb") as file:
            status, name = scanner(settings.CLAMD_ADDRESS).instream(file)["stream"]
    except BufferTooLongError as error:
        raise UploadRefused(
            gettext("The file is too large for the virus scanner, so it was not stored. Choose a smaller one.")
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


def scanner(address: str, timeout: int = TIMEOUT_SECONDS) -> ClamdNetworkSocket:
    """Return a client for `address`: "host:port", or the path of a socket."""
    host, colon, port = address.rpartition(":")
    if colon and port.isdecimal():
        return ClamdNetworkSocket(host.strip("[]"), int(port), timeout=timeout)
    return ClamdUnixSocket(address, timeout=timeout)
