"""One photo, film, sound recording or document: what it belongs to, an unguessable key, and its privacy."""

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media.enums import LegalBasis, MediaState
from media.kinds.enums import MediaKind
from media.kinds.registry import SPECS
from media.kinds.spec import MediaSpec
from media.omissions import omissions_text
from media.protected import ProtectedModel
from media.querysets import MediaQuerySet
from media.rendition_sizes import CAPTIONS
from media.stored_file import StoredFile


class MediaItem(ProtectedModel):
    """A file, owned by the evidence it was added to, or by the editors for their articles (without evidence).

    What differs between kinds is declared in `media.kinds`.

    Its URLs contain only `key`. The stored files are made by ingest; the original upload is never kept.
    """

    kind = models.CharField(max_length=12, choices=MediaKind, editable=False)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    evidence = models.ForeignKey(
        "meetings.Evidence", verbose_name=_("evidence"), null=True, on_delete=models.CASCADE, related_name="+",
        editable=False,
    )  # fmt: skip
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("brought by"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    created_at = models.DateTimeField(_("brought at"), default=timezone.now, editable=False)
    source_name = models.CharField(_("file name"), max_length=100, blank=True, editable=False)
    byte_size = models.PositiveBigIntegerField(default=0, editable=False)

    #: The leader forum is a purpose of its own: closed until somebody has decided on a basis for it.
    forum_basis = models.CharField(
        _("legal basis for the leader forum"), max_length=20, choices=LegalBasis.choices, blank=True, editable=False
    )
    forum_basis_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    forum_basis_at = models.DateTimeField(null=True, editable=False)

    state = models.CharField(
        _("state"), max_length=12, choices=MediaState.choices, default=MediaState.RECEIVED, editable=False
    )
    refusal = models.CharField(_("reason for refusal"), max_length=300, blank=True, editable=False)
    #: Order in which files were chosen, smallest first, also among files chosen together; 0 when unknown.
    chosen_order = models.PositiveBigIntegerField(default=0, editable=False)
    #: Identifies one choice of a file in one form, so that sending it again does not create a second item.
    form_key = models.CharField(max_length=64, blank=True, editable=False)

    alt_text = models.CharField(_("alternative text"), max_length=250, blank=True)
    title = models.CharField(_("title"), max_length=150, blank=True)
    transcript = models.TextField(_("transcript"), blank=True)
    #: WebVTT.
    captions = models.TextField(_("captions"), blank=True, editable=False)

    # Results of ingest; empty or 0 where they do not apply to the kind.
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    duration = models.PositiveIntegerField(_("length in seconds"), default=0, editable=False)
    extension = models.CharField(max_length=4, blank=True, editable=False)
    #: Of a picture: name -> {"width", "height", "bytes"}. `width` and `height` are those of the largest.
    renditions = models.JSONField(default=dict, editable=False)
    poster_bytes = models.PositiveIntegerField(default=0, editable=False)
    #: Percentage processed so far; a new attempt starts at 0.
    percent = models.PositiveSmallIntegerField(default=0, editable=False)
    #: Hidden content that was removed: what -> how many (`media.omissions`).
    left_out = models.JSONField(default=dict, editable=False)

    objects = MediaQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="media_forum_basis_has_an_author",
                condition=models.Q(forum_basis="", forum_basis_by=None, forum_basis_at=None)
                | (~models.Q(forum_basis="") & models.Q(forum_basis_by__isnull=False, forum_basis_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="media_once_a_choice",
                fields=["evidence", "uploaded_by", "form_key"],
                condition=~models.Q(form_key=""),
            ),
        ]
        indexes = [models.Index(fields=["delete_after"], name="media_delete_after")]

    def __str__(self) -> str:
        # Never the file name: it may name a child, and this text ends in logs and lists.
        return f"{self.get_kind_display()} {str(self.key)[:8]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save without overwriting `withdrawn_at` and `withdrawn_kind`, which an objection may have set since the row
        was read.

        As it saves named fields, it also never re-creates a deleted row.
        """
        if not self._state.adding and not args and kwargs.get("update_fields") is None:
            kwargs["update_fields"] = [
                field.name
                for field in self._meta.concrete_fields
                if not field.primary_key and field.name not in ("withdrawn_at", "withdrawn_kind")
            ]
        super().save(*args, **kwargs)

    @property
    def spec(self) -> MediaSpec:
        return SPECS[self.kind]

    @property
    def held_since(self) -> datetime:
        return self.created_at

    @property
    def the_thing(self) -> str:
        return str(self.spec.the_thing)

    @property
    def hidden_words(self) -> str:
        if not self.is_withdrawn and self.state == MediaState.REFUSED:
            return gettext("%(what)s could not be accepted.") % {"what": self.the_thing}
        if not self.is_withdrawn and self.state != MediaState.READY:
            return gettext("%(what)s is not ready yet.") % {"what": self.the_thing}
        return super().hidden_words

    @property
    def is_cleared_for_forum(self) -> bool:
        return bool(self.forum_basis) and not self.is_withdrawn

    @property
    def is_under_way(self) -> bool:
        """Whether it is received, and not yet ready or refused."""
        return self.state in MediaState.under_way()

    @property
    def percent_prepared(self) -> int | None:
        """Percentage prepared so far; None when it is quick or not known."""
        return self.percent or None if self.state == MediaState.PROCESSING else None

    @property
    def is_refused(self) -> bool:
        return self.state == MediaState.REFUSED

    def is_shown_on(self, today: date) -> bool:
        """Return whether the item is shown, by the rule of `MediaQuerySet.shown_on`."""
        return self.state == MediaState.READY and not self.is_withdrawn and not self.is_past_on(today)

    @property
    def shown_name(self) -> str:
        """The title, else the cleaned file name."""
        return self.title or self.source_name or str(self)

    @property
    def left_out_in_words(self) -> str:
        """For the uploader: "We removed 2 comments and 1 hidden sheet."; empty when nothing was removed."""
        return omissions_text(self.left_out)

    @property
    def has_captions(self) -> bool:
        return bool(self.captions)

    @property
    def has_text_alternative(self) -> bool:
        return bool(self.captions or self.transcript.strip())

    def url(self, name: str) -> str:
        """Return the URL of one rendition; it answers only to those who may see the evidence.

        Raises ValueError for a name this kind of item does not have, which is a mistake in a template.
        """
        if name not in self.spec.served_names:
            raise ValueError(f"{self.kind} has no rendition named {name!r}.")
        return reverse("media_file", args=[self.key, name])

    @property
    def main_url(self) -> str:
        return self.url(self.spec.main)

    @property
    def thumb_url(self) -> str:
        """URL of a small picture; empty for kinds without one."""
        return self.url(self.spec.thumb) if self.spec.thumb else ""

    @property
    def card_url(self) -> str:
        """URL of a larger picture; empty for kinds without one."""
        return self.url(self.spec.card) if self.spec.card else ""

    @property
    def picture_alt(self) -> str:
        """Text alternative of `thumb_url` and `card_url`."""
        return str(self.spec.picture_alt) or self.alt_text

    @property
    def captions_url(self) -> str:
        return self.url(CAPTIONS) if self.captions else ""

    @property
    def storage_folder(self) -> str:
        return f"{self.spec.folder}/{self.key}"

    def path(self, filename: str) -> str:
        """Return the name in storage, made from the random key and never from the uploader's file name."""
        return f"{self.storage_folder}/{filename}"

    def stored_file(self, name: str) -> StoredFile | None:
        """Return the file for the rendition `name`, or None when this item has none."""
        return self.spec.stored_files(self).get(name) if name in self.spec.served_names else None

    def stored_paths(self) -> list[str]:
        """Return every name this item has in storage, so that all are deleted with the row."""
        return [file.path for file in self.spec.stored_files(self).values() if file.path]

    def missing_before_sharing(self) -> list[str]:
        """Return what must be filled in before the meeting may see the item, as texts for the user; empty when nothing
        is missing.
        """
        empty = [type(self)._meta.get_field(name) for name in self.spec.required if not getattr(self, name)]
        missing = [str(field.verbose_name) for field in empty]  # type: ignore[union-attr]
        if not self.legal_basis:
            missing.append(gettext("legal basis"))
        if self.legal_basis == LegalBasis.CONSENT and not self.consent_note:
            missing.append(gettext("who gave consent, when and for what"))
        if self.delete_after is None:
            missing.append(gettext("date of deletion"))
        return missing

    def missing_before_forum(self) -> list[str]:
        """Return what must be filled in before the leader forum may see the item: all that the meeting needs, and a
        legal basis for the forum, which is a new purpose.
        """
        missing = self.missing_before_sharing()
        if not self.forum_basis:
            missing.append(gettext("legal basis for the leader forum"))
        return missing + self.advice_before_sharing()

    def advice_before_sharing(self) -> list[str]:
        """Return what is recommended for the meeting and required for the leader forum."""
        return [str(self.spec.text_alternative)] if self.spec.text_alternative and not self.has_text_alternative else []
