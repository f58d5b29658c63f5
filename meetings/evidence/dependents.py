"""Registry of what depends on a piece of evidence in later packages, so that people are warned before they change
it.
"""

from collections.abc import Callable, Iterable

from meetings.evidence.models import Evidence

#: From a piece of evidence to the titles of what depends on it and is shown beyond the meeting.
DependentsRule = Callable[[Evidence], Iterable[str]]
_rules: list[DependentsRule] = []


def register_dependents(rule: DependentsRule) -> DependentsRule:
    """Register a rule that finds dependents; registering the same one twice has no effect."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def dependents_of(evidence: Evidence) -> list[str]:
    """Return the titles of everything that depends on `evidence`."""
    return [title for rule in _rules for title in rule(evidence)]
