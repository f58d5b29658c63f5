"""Access to the files that examples show."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from accounts.roles import Right, Role, roles_with
from accounts.user import AnyUser
from media.media_item import MediaItem
from media.view_log.enums import ViewPlace
from meetings.evidence.files.media_access import register_media_rule
from meetings.evidence.sharing.who_can_see import FurtherViewers, register_also_seen
from meetings.forum.days.visibility import is_on_a_day, on_days_invited_to
from meetings.forum.enums import ON_THE_WAY, SHOWN_STATES
from meetings.forum.pages import ExampleMedia
from meetings.forum.visible_examples import shown_to_leaders
from meetings.units import access


@register_media_rule(ViewPlace.LEADER_FORUM)
def shown_by_example(user: AnyUser) -> Q:
    """Leaders, and whoever is invited to a forum day with the example, while a cleared example shows the item; those
    who clear examples, while such an example is proposed or planned.

    Never without a legal basis for the lederforum (`MediaItem.is_cleared_for_forum`).
    """
    person = access.of(user)
    invited = access.ALL_ROWS if person.has(Right.SEE_FORUM) else on_days_invited_to(person, "example")
    readers = shown_to_leaders("example") & invited
    deciders = Q(example__state__in=ON_THE_WAY) & person.units_q(Right.CLEAR_EXAMPLE, "example__unit")
    rows = ExampleMedia.objects.filter(readers | deciders, media_key=OuterRef("key"))
    return ~Q(forum_basis="") & Q(withdrawn_at=None) & Q(Exists(rows))


@register_also_seen
def seen_in_examples(keys: Iterable[UUID]) -> dict[UUID, FurtherViewers]:
    """Return the same rule as text: all leaders, or those who clear while an example is proposed or planned."""
    waits = Q(example__state__in=ON_THE_WAY)
    rows = ExampleMedia.objects.filter(shown_to_leaders("example") | waits, media_key__in=list(keys))
    states: dict[UUID, set[str]] = {}
    invited: set[UUID] = set()
    for key, state, on_day in rows.values_list("media_key", "example__state", is_on_a_day("example")):
        states.setdefault(key, set()).add(state)
        if on_day and state in SHOWN_STATES:
            invited.add(key)
    if not states:
        return {}
    items = MediaItem.objects.filter(key__in=states, withdrawn_at=None).exclude(forum_basis="")
    cleared = set(items.values_list("key", flat=True))
    found = {}
    for key in states.keys() & cleared:
        words, roles = [], frozenset[Role]()
        if states[key] & set(SHOWN_STATES):
            words.append(_("all leaders in the leader forum"))
            roles |= roles_with(Right.SEE_FORUM)
        if key in invited:
            words.append(_("those invited to a forum day with it"))
        if states[key] & set(ON_THE_WAY):
            words.append(_("those who clear examples"))
            roles |= roles_with(Right.CLEAR_EXAMPLE)
        if words:
            found[key] = FurtherViewers(_(" and ").join(words), roles)
    return found
