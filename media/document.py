"""Documents: PDF, Word, Excel and PowerPoint files."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from media.ingest import original_name
from media.media_item import MediaItem
from media.omissions import omissions_text
from media.rendition_sizes import DOCUMENT
from media.stored_file import StoredFile


class Document(MediaItem):
    """A file without author, history, scripts and attachments. It is only offered for download, never opened inside the
    site.
    """

    served_names: ClassVar[tuple[str, ...]] = (DOCUMENT,)
    folder: ClassVar[str] = "documents"

    title = models.CharField(_("title"), max_length=150, blank=True)
    extension = models.CharField(max_length=4, default="pdf", editable=False)
    #: Hidden content that was removed: kind -> count (`media.omissions`).
    left_out = models.JSONField(default=dict, editable=False)

    class Meta(MediaItem.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    @property
    def shown_name(self) -> str:
        """Name shown to readers: the title, else the cleaned file name."""
        return self.title or self.source_name or str(self)

    @property
    def left_out_in_words(self) -> str:
        """Text for the uploader, e.g. "We removed 2 comments and 1 hidden sheet."; empty when nothing was removed."""
        return omissions_text(self.left_out)

    def stored_file(self, name: str) -> StoredFile | None:
        if name != DOCUMENT:
            return None
        stem = original_name.stem(self.source_name) or f"dokument-{str(self.key)[:8]}"
        return StoredFile(
            path=self.path(f"document.{self.extension}"),
            extension=self.extension,
            byte_size=self.byte_size,
            download_name=f"{stem}.{self.extension}",
            as_attachment=True,
        )

    def stored_paths(self) -> list[str]:
        return [self.path(f"document.{self.extension}")]
