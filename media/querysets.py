"""Questions about media items, worded once."""

from datetime import date
from typing import Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from media.enums import MediaState


class MediaQuerySet(models.QuerySet[Any]):
    def of_page(self, page: Any) -> Self:
        """What this page owns. A form that takes a media key or number from outside filters with this."""
        return self.filter(page_id=page.pk)

    def in_order(self) -> Self:
        """The oldest first."""
        return self.order_by("created_at", "pk")

    def shown_on(self, today: date) -> Self:
        """What may be fetched at all: ready, not withdrawn, not past its date. Who may fetch it is asked afterwards.

        The objections themselves are asked once more: deny beats allow, whatever was written in the item's row.
        """
        covering = apps.get_model("media", "Objection").objects.open().covering(OuterRef("key"), OuterRef("page"))
        return self.filter(
            ~Exists(covering),
            Q(delete_after__isnull=True) | Q(delete_after__gte=today),
            state=MediaState.READY,
            withdrawn_at__isnull=True,
        )

    def shareable(self) -> Self:
        """Ready, with a legal basis and a date after which it is deleted. Words for people (alternative text and so
        on) are asked of the item: `missing_before_sharing()`."""
        return self.filter(state=MediaState.READY, withdrawn_at__isnull=True, delete_after__isnull=False).exclude(
            legal_basis=""
        )

    def expired_at(self, today: date) -> Self:
        """What has passed its date: `delete_after` is the last day it is kept."""
        return self.filter(delete_after__lt=today)

    def expiring_by(self, last: date) -> Self:
        """What will have passed its date by `last`, the nearest date first."""
        return self.filter(delete_after__lte=last).order_by("delete_after", "pk")
