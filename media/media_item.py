"""Abstract model of images, films, sound recordings and documents: owner page, random key, and privacy fields."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from media.enums import DepictsChildren, LegalBasis, MediaState, ObjectionKind
from media.querysets import MediaQuerySet
from media.stored_file import StoredFile


class MediaItem(models.Model):
    """One photo, film, sound recording or document, owned by the page it was uploaded to.

    `key` is the only identifier in URLs. Files in storage are made by ingest; the original upload is never kept.
    Privacy fields follow Datatilsynet's guidance of August 2022: a legal basis, a purpose, a date of deletion and
    objections, instead of a mere tick for consent.
    """

    #: Rendition names accepted by `url()` and the serving view; all others give 404.
    served_names: ClassVar[tuple[str, ...]] = ()
    #: Folder in storage.
    folder: ClassVar[str] = ""
    #: Not in Wagtail's reference index: "usage" in the editor must not reveal what units have uploaded.
    wagtail_reference_index_ignore = True

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="+", editable=False
    )
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

    legal_basis = models.CharField(_("legal basis"), max_length=20, choices=LegalBasis.choices, blank=True)
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    depicts_children = models.CharField(
        # By default it is assumed that children can be recognised.
        _("children in it"),
        max_length=20,
        choices=DepictsChildren.choices,
        default=DepictsChildren.IDENTIFIABLE,
    )
    consent_note = models.CharField(
        _("about the consent"),
        max_length=300,
        blank=True,
        help_text=_("What kind of person gave it, when and for what. No names and no CPR numbers."),
    )
    delete_after = models.DateField(_("delete after"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    #: Written only by media.privacy.sync_hidden_state, from the open objections; decides the placeholder text.
    withdrawn_kind = models.CharField(max_length=12, choices=ObjectionKind.choices, blank=True, editable=False)

    #: The leader forum is a purpose of its own: not cleared until somebody has decided on a legal basis for it.
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

    objects = MediaQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_forum_basis_has_an_author",
                condition=models.Q(forum_basis="", forum_basis_by=None, forum_basis_at=None)
                | (~models.Q(forum_basis="") & models.Q(forum_basis_by__isnull=False, forum_basis_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="%(class)s_once_a_choice",
                fields=["page", "uploaded_by", "form_key"],
                condition=~models.Q(form_key=""),
            ),
        ]
        indexes = [models.Index(fields=["delete_after"], name="%(class)s_delete_after")]

    def __str__(self) -> str:
        # Never the file name: it may contain a child's name, and this text is used in logs and lists.
        return f"{self._meta.verbose_name} {str(self.key)[:8]}"

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
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def hidden_words(self) -> str:
        """Placeholder text for a hidden item, suitable for every reader."""
        from media.privacy.placeholder_text import hidden_text

        return hidden_text(self)

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
        return None

    @property
    def is_refused(self) -> bool:
        return self.state == MediaState.REFUSED

    def is_shown_on(self, today: date) -> bool:
        """Apply the rule of `MediaQuerySet.shown_on` to this item."""
        in_time = self.delete_after is None or self.delete_after >= today
        return self.state == MediaState.READY and not self.is_withdrawn and in_time

    def url(self, name: str) -> str:
        """Return the URL of one rendition; it answers only to those who may see the page.

        Raises ValueError for a name this kind of item does not have, which is a mistake in a template.
        """
        if name not in self.served_names:
            raise ValueError(f"{type(self).__name__} has no rendition named {name!r}.")
        return reverse("media_file", args=[self.key, name])

    def path(self, filename: str) -> str:
        """Return the name in storage, made from the random key and never from the uploader's file name."""
        return f"{self.folder}/{self.key}/{filename}"

    def stored_file(self, name: str) -> StoredFile | None:
        """Return the file for the rendition `name`, or None when this item has none."""
        raise NotImplementedError

    def stored_paths(self) -> list[str]:
        """Return every name this item has in storage, so that all are deleted with the row."""
        raise NotImplementedError

    def missing_before_sharing(self) -> list[str]:
        """Return what must be filled in before the meeting may see the item, as texts for the user; empty when nothing
        is missing.
        """
        missing = []
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
        return missing

    def advice_before_sharing(self) -> list[str]:
        """Return what would help other people but is not required."""
        return []
