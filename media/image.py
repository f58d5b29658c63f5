"""Photos and drawings."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media.media_item import MediaItem
from media.rendition_sizes import IMAGE_RENDITIONS
from media.stored_file import StoredFile


class Image(MediaItem):
    """A picture in a few named sizes, turned upright and stripped of all metadata by ingest.

    `renditions` is what ingest made: name -> {"width", "height", "bytes"}. `width` and `height` are those of the
    largest. The extension is `jpg`, or `webp` for a picture with transparent parts.
    """

    served_names: ClassVar[tuple[str, ...]] = tuple(IMAGE_RENDITIONS)
    folder: ClassVar[str] = "images"

    alt_text = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it. No names of children."),
    )
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    extension = models.CharField(max_length=4, default="jpg", editable=False)
    renditions: Any = models.JSONField(default=dict, editable=False)

    class Meta(MediaItem.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def srcset(self) -> str:
        """Value for `<img srcset>`: each different width once."""
        by_width = {made["width"]: name for name, made in reversed(self.renditions.items())}
        return ", ".join(f"{self.url(name)} {width}w" for width, name in sorted(by_width.items()))

    @property
    def is_portrait(self) -> bool:
        return self.height > self.width

    def stored_file(self, name: str) -> StoredFile | None:
        made = self.renditions.get(name)
        if made is None or name not in self.served_names:
            return None
        return StoredFile(
            path=self.path(f"{name}.{self.extension}"),
            extension=self.extension,
            byte_size=made["bytes"],
            # Not the uploader's file name, which may contain a child's name.
            download_name=f"billede-{str(self.key)[:8]}.{self.extension}",
        )

    def stored_paths(self) -> list[str]:
        return [self.path(f"{name}.{self.extension}") for name in self.renditions]

    def missing_before_sharing(self) -> list[str]:
        missing = super().missing_before_sharing()
        return missing if self.alt_text else [gettext("alternative text"), *missing]
