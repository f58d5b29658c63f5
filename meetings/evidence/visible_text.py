"""Whether the words of a piece may be shown at all: not hidden by an objection, and not past their date of deletion."""

from django.db.models import Q
from django.utils import timezone


def with_visible_text(prefix: str = "") -> Q:
    """A filter on rows of EvidencePage, or with `prefix` ("evidence__") on what points at them. The same question as
    `EvidencePage.is_hidden`, of many. The date holds from its first minute, whether the nightly job has run or not."""
    in_time = Q(**{f"{prefix}delete_after__isnull": True}) | Q(**{f"{prefix}delete_after__gte": timezone.localdate()})
    return in_time & Q(**{f"{prefix}withdrawn_at": None})
