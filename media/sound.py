"""Sound recordings."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media.film import FILM_LINK_SECONDS
from media.media_item import MediaItem
from media.rendition_sizes import SOUND
from media.stored_file import StoredFile


class Sound(MediaItem):
    """An M4A without metadata and without a cover picture, and a transcript."""

    served_names: ClassVar[tuple[str, ...]] = (SOUND,)
    folder: ClassVar[str] = "sounds"

    title = models.CharField(_("title"), max_length=150, blank=True)
    transcript = models.TextField(_("transcript"), blank=True)
    duration = models.PositiveIntegerField(_("length in seconds"), default=0, editable=False)

    class Meta(MediaItem.Meta):
        verbose_name = _("sound recording")
        verbose_name_plural = _("sound recordings")

    @property
    def has_text_alternative(self) -> bool:
        return bool(self.transcript.strip())

    def stored_file(self, name: str) -> StoredFile | None:
        if name != SOUND:
            return None
        return StoredFile(
            path=self.path("sound.m4a"),
            extension="m4a",
            byte_size=self.byte_size,
            download_name=f"lyd-{str(self.key)[:8]}.m4a",
            link_seconds=FILM_LINK_SECONDS,
        )

    def stored_paths(self) -> list[str]:
        return [self.path("sound.m4a")]

    def missing_before_sharing(self) -> list[str]:
        missing = super().missing_before_sharing()
        return missing if self.title else [gettext("title"), *missing]

    def missing_before_forum(self) -> list[str]:
        """Sound for many people needs a text alternative (Act 692 of 2018, EN 301 549)."""
        missing = super().missing_before_forum()
        return missing if self.has_text_alternative else [*missing, gettext("transcript")]

    def advice_before_sharing(self) -> list[str]:
        return [] if self.has_text_alternative else [gettext("transcript")]
