"""Re-exports of the models, for Django."""

from media.document import Document
from media.film import Film
from media.image import Image
from media.privacy.objection import Objection
from media.shared_folders import SharedFolder
from media.sound import Sound
from media.uploading.upload import Upload
from media.view_log.entry import ViewLogEntry

__all__ = ["Document", "Film", "Image", "Objection", "SharedFolder", "Sound", "Upload", "ViewLogEntry"]
