"""QuerySet of media items."""

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from media.enums import MediaState


class MediaQuerySet(models.QuerySet[Any]):
    def of_evidence(self, evidence: models.Model) -> Self:
        """Items of this evidence. A form that takes a media key or primary key from outside filters with this."""
        return self.filter(evidence_id=evidence.pk)

    def of_editors(self) -> Self:
        """Items that belong to no evidence: those of articles."""
        return self.filter(evidence=None)

    def in_order(self) -> Self:
        """The oldest first."""
        return self.order_by("created_at", "pk")

    def shown_on(self, today: date) -> Self:
        """Items that may be fetched at all: ready, not withdrawn, not past their date. Who may fetch them is checked
        separately.

        The objections themselves are checked as well: an open one hides the item whatever its row says.
        """
        covering = apps.get_model("media", "Objection").objects.open().covering(OuterRef("key"), OuterRef("evidence"))
        return self.filter(
            ~Exists(covering),
            Q(delete_after__isnull=True) | Q(delete_after__gte=today),
            state=MediaState.READY,
            withdrawn_at__isnull=True,
        )

    def expired_at(self, today: date) -> Self:
        """Items past their date: `delete_after` is the last day they are kept."""
        return self.filter(delete_after__lt=today)

    def expiring_by(self, last: date) -> Self:
        """Items whose `delete_after` is `last` or earlier, nearest date first."""
        return self.filter(delete_after__lte=last).order_by("delete_after", "pk")
