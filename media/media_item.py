"""What images, films, sound recordings and documents have in common: an owner page, an unguessable key, and their
privacy."""

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
    """One photo, film, sound recording or document, owned by the page it was brought to.

    `key` is the only address. What lies in storage is made by ingest; the original upload is never kept.
    Privacy fields follow Datatilsynet's guidance of August 2022: a basis, a purpose, a date of deletion and an ear for
    objections, instead of a lone tick for consent.
    """

    #: The names `url()` and the serving view know; everything else is "not found".
    served_names: ClassVar[tuple[str, ...]] = ()
    #: The folder in storage.
    folder: ClassVar[str] = ""
    #: Not a source in Wagtail's reference index: the editor must not learn from "usage" what units have uploaded.
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
        # Until somebody says otherwise we take it that children can be recognised.
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
    #: Written by media.privacy.sync_hidden_state alone, from the open objections: the text shown in its place.
    withdrawn_kind = models.CharField(max_length=12, choices=ObjectionKind.choices, blank=True, editable=False)

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
    #: Where it stood among what was chosen: smaller is earlier, also among files chosen together. 0 when nobody said.
    chosen_order = models.PositiveBigIntegerField(default=0, editable=False)
    #: Names one choice of a file in one form, so that sending it again does not make a second item.
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
        # Never the file name: it may name a child, and this text ends in logs and lists.
        return f"{self._meta.verbose_name} {str(self.key)[:8]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A worker or form that read the row before an objection came never writes over what hides it, and never
        brings a deleted row back."""
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
        """What stands where it was, in words fit for every reader."""
        from media.privacy.placeholder_text import hidden_text

        return hidden_text(self)

    @property
    def is_cleared_for_forum(self) -> bool:
        return bool(self.forum_basis) and not self.is_withdrawn

    @property
    def is_under_way(self) -> bool:
        """Received, and not yet ready or refused."""
        return self.state in MediaState.under_way()

    @property
    def percent_prepared(self) -> int | None:
        """How far it is, while it is being prepared; None for what is done in a moment, or not known."""
        return None

    @property
    def is_refused(self) -> bool:
        return self.state == MediaState.REFUSED

    def is_shown_on(self, today: date) -> bool:
        """The same question as `MediaQuerySet.shown_on`, of one item."""
        in_time = self.delete_after is None or self.delete_after >= today
        return self.state == MediaState.READY and not self.is_withdrawn and in_time

    def url(self, name: str) -> str:
        """The address of one rendition; it answers only to those who may see the page.

        Raises ValueError for a name this kind of item does not have: a typing error in a template is ours, not theirs.
        """
        if name not in self.served_names:
            raise ValueError(f"{type(self).__name__} has no rendition named {name!r}.")
        return reverse("media_file", args=[self.key, name])

    def path(self, filename: str) -> str:
        """The name in storage: only the random key, never the person's file name."""
        return f"{self.folder}/{self.key}/{filename}"

    def stored_file(self, name: str) -> StoredFile | None:
        """What `name` gives the reader, or None when this item has no such thing."""
        raise NotImplementedError

    def stored_paths(self) -> list[str]:
        """Every name this item has in storage, so that all of them go when the row goes."""
        raise NotImplementedError

    def missing_before_sharing(self) -> list[str]:
        """What must be filled in before the meeting may see the item, in the reader's words; empty means nothing."""
        missing = []
        if not self.legal_basis:
            missing.append(gettext("legal basis"))
        if self.legal_basis == LegalBasis.CONSENT and not self.consent_note:
            missing.append(gettext("who gave consent, when and for what"))
        if self.delete_after is None:
            missing.append(gettext("date of deletion"))
        return missing

    def missing_before_forum(self) -> list[str]:
        """What must be in place before the leader forum may see the item: all that the meeting asks, and a basis for
        the forum, which is a new purpose."""
        missing = self.missing_before_sharing()
        if not self.forum_basis:
            missing.append(gettext("legal basis for the leader forum"))
        return missing

    def advice_before_sharing(self) -> list[str]:
        """What would help other people but is not demanded."""
        return []
