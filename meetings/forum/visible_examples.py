"""Which examples all leaders may see now, and which are listed: none whose evidence has confidential figures."""

from django.db.models import Exists, OuterRef, Q

from meetings.evidence.dependents import register_dependents
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.confidentiality import confidential_datasets
from meetings.forum.building.sources import resting_on
from meetings.forum.enums import CLEARED_STATES, SHOWN_STATES, ExampleState
from meetings.forum.pages import ExamplePage, ExampleSource


def shown_to_leaders(example: str = "") -> Q:
    """A filter on rows by their example; `example` is the lookup path to it ("" for examples themselves)."""
    way = f"{example}__" if example else ""
    return Q(**{f"{way}state__in": SHOWN_STATES}) & not_confidential(way)


def listed_examples(example: str = "") -> Q:
    """The same for lists, choices and the search: those shown that are neither archived nor superseded."""
    way = f"{example}__" if example else ""
    return Q(**{f"{way}state": ExampleState.CLEARED}) & not_confidential(way)


def not_confidential(prefix: str = "") -> Q:
    built = ExampleSource.objects.filter(
        example=OuterRef(f"{prefix}pk"), evidence__datasets__type__is_confidential=True
    )
    return ~Q(Exists(confidential_datasets(OuterRef(f"{prefix}evidence")))) & ~Q(Exists(built))


@register_dependents
def examples_of(evidence: Evidence) -> list[str]:
    rows = ExamplePage.objects.filter(not_confidential(), resting_on([evidence.pk]), state__in=CLEARED_STATES)
    return list(rows.order_by("title", "pk").values_list("title", flat=True))
