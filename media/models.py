"""Re-exports of the models, for Django."""

from media.lease import Lease
from media.media_item import MediaItem
from media.privacy.objection import Objection
from media.shared_folders import SharedFolder
from media.uploading.upload import Upload
from media.view_log.entry import ViewLogEntry

__all__ = ["Lease", "MediaItem", "Objection", "SharedFolder", "Upload", "ViewLogEntry"]
