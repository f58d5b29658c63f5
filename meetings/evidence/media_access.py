"""Who may fetch a photo, a film or a document (settings.MEDIA_ACCESS): whoever may see a page that shows it, now.

A file belongs to one piece of evidence. Slices above this one add their own pages with `also`: the lederforum, whose
examples show files of evidence.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from media.item import MediaItem
from meetings.evidence.pages import EvidencePage
from meetings.units import access

#: From the person and the item to rows; any row means that the person may fetch the item.
Rule = Callable[[Any, MediaItem], QuerySet[Any]]
_rules: list[Rule] = []


def also(rule: Rule) -> Rule:
    """Declares one more page that lets its readers fetch an item. Declared once, whatever is imported how often."""
    if rule not in _rules:
        _rules.append(rule)
    return rule


@also
def shown_by_evidence(user: Any, item: MediaItem) -> QuerySet[Any]:
    """The readers of the piece of evidence that owns the item, unless the piece was withdrawn."""
    return access.visible_to(user, EvidencePage).filter(pk=item.page_id, withdrawn_at=None)


def pages_seen(user: Any, pages: Iterable[int]) -> set[int]:
    """Which of these pages' files `user` may know of, also before they are ready (settings.MEDIA_PAGES_SEEN): the
    pieces of evidence they may see. Two queries at most."""
    wanted = set(pages)
    if not wanted or not access.of(user).is_somebody:
        return set()
    seen = access.visible_to(user, EvidencePage).filter(pk__in=wanted, withdrawn_at=None)
    return set(seen.values_list("pk", flat=True))


def may_fetch(user: Any, item: MediaItem) -> bool:
    """Two queries at most: the person's memberships, and every rule in one."""
    if not access.of(user).is_somebody or not item.is_shown_on(timezone.localdate()):
        return False
    any_rule = Q()
    for rule in _rules:
        any_rule |= Q(Exists(rule(user, item)))
    return Page.objects.filter(any_rule, pk=item.page_id).exists()
