"""Films."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media.enums import MediaState
from media.media_item import MediaItem
from media.rendition_sizes import CAPTIONS, FILM, POSTER
from media.stored_file import StoredFile

FILM_LINK_SECONDS = 15 * 60  # a player requests ranges as long as it plays


class Film(MediaItem):
    """An MP4 without metadata, with a still picture, and captions (WebVTT) or a transcript.

    Captions are stored in the row, because browsers only fetch a caption track from our own origin.
    """

    served_names: ClassVar[tuple[str, ...]] = (FILM, POSTER, CAPTIONS)
    folder: ClassVar[str] = "films"

    title = models.CharField(_("title"), max_length=150, blank=True)
    transcript = models.TextField(_("transcript"), blank=True)
    captions = models.TextField(_("captions"), blank=True, editable=False)
    duration = models.PositiveIntegerField(_("length in seconds"), default=0, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    poster_bytes = models.PositiveIntegerField(default=0, editable=False)
    #: Percentage prepared; a new attempt starts again from 0.
    percent = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta(MediaItem.Meta):
        verbose_name = _("film")
        verbose_name_plural = _("films")

    @property
    def has_captions(self) -> bool:
        return bool(self.captions)

    @property
    def has_text_alternative(self) -> bool:
        return bool(self.captions or self.transcript.strip())

    @property
    def is_portrait(self) -> bool:
        return self.height > self.width

    @property
    def percent_prepared(self) -> int | None:
        return self.percent or None if self.state == MediaState.PROCESSING else None

    def stored_file(self, name: str) -> StoredFile | None:
        stem = f"film-{str(self.key)[:8]}"
        if name == FILM:
            return StoredFile(
                path=self.path("film.mp4"),
                extension="mp4",
                byte_size=self.byte_size,
                download_name=f"{stem}.mp4",
                link_seconds=FILM_LINK_SECONDS,
            )
        if name == POSTER:
            return StoredFile(
                path=self.path("poster.jpg"),
                extension="jpg",
                byte_size=self.poster_bytes,
                download_name=f"{stem}.jpg",
            )
        if name == CAPTIONS and self.captions:
            content = self.captions.encode()
            return StoredFile(content=content, extension="vtt", byte_size=len(content), download_name=f"{stem}.vtt")
        return None

    def stored_paths(self) -> list[str]:
        return [self.path("film.mp4"), self.path("poster.jpg")]

    def missing_before_sharing(self) -> list[str]:
        missing = super().missing_before_sharing()
        return missing if self.title else [gettext("title"), *missing]

    def missing_before_forum(self) -> list[str]:
        """Video for many people needs captions or a text alternative (Act 692 of 2018, EN 301 549)."""
        missing = super().missing_before_forum()
        return missing if self.has_text_alternative else [*missing, gettext("captions or transcript")]

    def advice_before_sharing(self) -> list[str]:
        return [] if self.has_text_alternative else [gettext("captions or transcript")]
