"""Which examples all leaders may see now: cleared ones, unless their evidence has confidential figures."""

from django.db.models import Exists, OuterRef, Q

from meetings.evidence.dependents import register_dependents
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.confidentiality import confidential_datasets
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage


def shown_to_leaders(example: str = "") -> Q:
    """A filter on rows by their example; `example` is the lookup path to it ("" for examples themselves)."""
    way = f"{example}__" if example else ""
    confidential = Exists(confidential_datasets(OuterRef(f"{way}evidence")))
    return Q(**{f"{way}state": ExampleState.CLEARED}) & ~Q(confidential)


@register_dependents
def examples_of(evidence: Evidence) -> list[str]:
    rows = ExamplePage.objects.filter(shown_to_leaders(), evidence=evidence.pk)
    return list(rows.order_by("title", "pk").values_list("title", flat=True))
