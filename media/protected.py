"""Privacy fields that files and contributions share.

They follow Datatilsynet's guidance of August 2022: legal basis, purpose, date of deletion and objections, where a mere
tick for consent is not enough.
"""

from datetime import date, datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.enums import DepictsChildren, LegalBasis, ObjectionKind
from media.privacy.placeholder_text import expired_text, placeholder_text

PRIVACY_FIELDS = ("depicts_children", "legal_basis", "consent_note", "purpose", "delete_after")


class ProtectedModel(models.Model):
    """Legal basis, purpose, date of deletion, and whether an objection hides it. `held_since`: when it was added."""

    legal_basis = models.CharField(_("legal basis"), max_length=20, choices=LegalBasis.choices, blank=True)
    purpose = models.CharField(_("purpose"), max_length=300, blank=True)
    depicts_children = models.CharField(
        # The default assumes that children can be recognised.
        _("children in it"),
        max_length=20,
        choices=DepictsChildren.choices,
        default=DepictsChildren.IDENTIFIABLE,
    )
    #: What kind of person gave it, when and for what. No names and no CPR numbers.
    consent_note = models.CharField(_("about the consent"), max_length=300, blank=True)
    #: The last day it is kept.
    delete_after = models.DateField(_("delete after"), null=True, blank=True)
    #: Written by `sync_hidden_item` and `sync_hidden_evidence` only, from the open objections.
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_kind = models.CharField(max_length=12, choices=ObjectionKind.choices, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def held_since(self) -> datetime:
        raise NotImplementedError

    @property
    def the_thing(self) -> str:
        """The subject of a sentence about it: "The picture"."""
        raise NotImplementedError

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def is_past_on(self, today: date) -> bool:
        """Return whether its date of deletion has passed: it is hidden, and deleted or kept for the archive."""
        return self.delete_after is not None and self.delete_after < today

    @property
    def is_past(self) -> bool:
        return self.is_past_on(timezone.localdate())

    @property
    def hidden_words(self) -> str:
        """The placeholder shown instead, suitable for every reader; empty while it is shown."""
        if self.is_withdrawn:
            return placeholder_text(self.the_thing, self.withdrawn_kind, self.withdrawn_at)
        return expired_text(self.the_thing, self.delete_after) if self.is_past else ""
