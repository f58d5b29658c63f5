"""Description of one file that can be fetched."""

from dataclasses import dataclass

PLAYED_LINK_SECONDS = 15 * 60  # a player asks for ranges as long as it plays
CONTENT_TYPES = {
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "mp4": "video/mp4",
    "m4a": "audio/mp4",
    "vtt": "text/vtt; charset=utf-8",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}


@dataclass(frozen=True)
class StoredFile:
    """`path` is a name in the default storage; `content` holds the bytes instead when they are stored in the row."""

    extension: str
    download_name: str
    path: str = ""
    byte_size: int = 0
    content: bytes | None = None
    as_attachment: bool = False
    #: Lifetime of a signed link to the object store, in seconds.
    link_seconds: int = 60

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.extension]
