"""What rests on a piece of evidence in later slices, in words: whoever changes the piece is told before."""

from collections.abc import Callable, Iterable

from meetings.evidence.pages import EvidencePage

#: From a piece to the titles of what is shown beyond the meeting and rests on it.
Rests = Callable[[EvidencePage], Iterable[str]]
_rules: list[Rests] = []


def register_dependents(rule: Rests) -> Rests:
    """Declares one more kind of thing that rests on evidence. Declared once, whatever is imported how often."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


def dependents_of(evidence: EvidencePage) -> list[str]:
    return [title for rule in _rules for title in rule(evidence)]
