"""What the page of rules shows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from accounts.directory.claims import Value
from meetings.units.directory.models import DirectoryRule, SeenValue

MAX_UNKNOWN = 50


@dataclass(frozen=True)
class RuleRow:
    """`people` are those with an account to whom it applies, as of their last sign-in."""

    pk: int
    sentence: str
    people: int


@dataclass(frozen=True)
class UnknownValue:
    """A value that was seen lately and that no rule is about."""

    claim: str
    value: str
    people: int
    seen_at: datetime


def rules_and_unknown() -> tuple[list[RuleRow], list[UnknownValue]]:
    """Return all rules, by place; and the values without one, most frequent first."""
    rows_of_rules = DirectoryRule.objects.select_related("unit", "area")
    rules = list(rows_of_rules.order_by("area__title", "unit__title", "role", "pk"))
    seen = SeenValue.objects.order_by().values_list("claim", "value").annotate(Count("user"), Max("seen_at"))
    about: dict[Value, tuple[int, datetime]] = {(claim, value): (n, when) for claim, value, n, when in seen}
    rows = [RuleRow(rule.pk, rule.sentence, about.get(rule.given, (0, None))[0]) for rule in rules]
    ruled = {rule.given for rule in rules}
    unknown = [UnknownValue(*given, *found) for given, found in about.items() if given not in ruled]
    unknown.sort(key=lambda one: (-one.people, one.claim, one.value))
    return rows, unknown[:MAX_UNKNOWN]
