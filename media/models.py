"""Re-exports, for Django."""

from media.document import Document
from media.film import Film
from media.image import Image
from media.view_log.entry import ViewLogEntry

__all__ = ["Document", "Film", "Image", "ViewLogEntry"]
