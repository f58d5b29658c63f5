"""Re-exports, for Django."""

from media.document import Document
from media.film import Film
from media.image import Image
from media.privacy.objection import Objection

__all__ = ["Document", "Film", "Image", "Objection"]
