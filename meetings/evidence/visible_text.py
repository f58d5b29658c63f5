"""Filter for evidence whose text may be shown: not hidden by an objection and not past its date of deletion."""

from django.db.models import Q
from django.utils import timezone


def with_visible_text(prefix: str = "") -> Q:
    """Return a filter for Evidence, or with `prefix` ("evidence__") for rows that refer to it.

    The same rule as `Evidence.is_hidden`, for querysets. The date of deletion takes effect at its first minute,
    whether the nightly job has run or not.
    """
    in_time = Q(**{f"{prefix}delete_after__isnull": True}) | Q(**{f"{prefix}delete_after__gte": timezone.localdate()})
    return in_time & Q(**{f"{prefix}withdrawn_at": None})
