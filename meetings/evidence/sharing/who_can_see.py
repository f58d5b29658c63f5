"""Texts that say who can see a piece of evidence now. They are derived from the matrix of roles, so they are always
true.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from uuid import UUID

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import SCOPE, Right, Role, Scope, roles_with
from media.enums import Audience
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from meetings.meeting.enums import CONVENED_STATES
from meetings.meeting.pages import MeetingPage

#: Name of the people of a role within a sentence.
ROLE_NAMES: dict[Role, Promise] = {
    Role.AGREEMENT_HOLDER: gettext_lazy("the agreement holder"),
    Role.LEADERSHIP_TEAM: gettext_lazy("the leadership team"),
    Role.STAFF_REPRESENTATIVE: gettext_lazy("the staff representatives"),
    Role.BOARD_REPRESENTATIVE: gettext_lazy("the board representatives"),
    Role.DEPARTMENT_LEADER: gettext_lazy("the department leaders"),
    Role.HEAD_OF_AREA: gettext_lazy("the head of area"),
    Role.CONSULTANT: gettext_lazy("the consultants"),
    Role.FORUM_MEMBER: gettext_lazy("the leader forum"),
    Role.CENTRAL_EDITOR: gettext_lazy("the central editors"),
    Role.ADMINISTRATOR: gettext_lazy("the administrators"),
    Role.DATA_PROTECTION_OFFICER: gettext_lazy("the data protection officer"),
}

LEADERS = frozenset({Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM})


@dataclass(frozen=True)
class Viewers:
    """Who can see a piece of evidence or a file.

    `who` follows the label "Can be seen by:"; `only_us` is true while only the unit can see it.
    """

    who: str
    only_us: bool
    #: The roles around the unit (and in the whole municipality) that the text is made of.
    roles: frozenset[Role] = field(default=frozenset())


@dataclass(frozen=True)
class FurtherViewers:
    """Further people who see a file because a later package shows it: a text that follows "and", and their roles."""

    words: str
    roles: frozenset[Role]


#: From keys of files to who else sees them. The lederforum registers what its examples show.
FurtherViewersRule = Callable[[Iterable[UUID]], Mapping[UUID, FurtherViewers]]
_elsewhere: list[FurtherViewersRule] = []


def register_also_seen(rule: FurtherViewersRule) -> FurtherViewersRule:
    """Register, as a decorator, one more place that shows files; registering the same rule twice has no effect."""
    if rule not in _elsewhere:
        _elsewhere.append(rule)
    return rule


def who_can_see(evidence: Evidence) -> Viewers:
    """Return who can see the piece now."""
    if evidence.is_hidden:
        return _nobody(evidence.hidden_words)
    if not evidence.is_shared:
        roles = roles_with(Right.SEE_DRAFT_EVIDENCE)
        return Viewers(people_around_unit(roles, evidence), only_us=True, roles=roles)
    roles = _roles_when_shared(evidence.meeting.state in CONVENED_STATES)
    words = _when_shared(evidence, forum=evidence.audience == Audience.LEADER_FORUM)
    return Viewers(words, only_us=False, roles=roles)


def who_would_see(evidence: Evidence) -> str:
    """Return a text on who could see the piece once it is shared with the meeting."""
    return _when_shared(evidence, forum=False)


def who_can_see_files(evidence: Evidence, items: Iterable[MediaItem]) -> dict[UUID, Viewers]:
    """Return who can see each file now, by key. One query for each place that shows files elsewhere."""
    files = list(items)
    keys = [item.key for item in files]
    places = [rule(keys) for rule in _elsewhere]
    today = timezone.localdate()
    return {item.key: _of_file(evidence, item, [p[item.key] for p in places if item.key in p], today) for item in files}


def _of_file(evidence: Evidence, item: MediaItem, more: list[FurtherViewers], today: date) -> Viewers:
    if not item.is_shown_on(today):
        return _nobody(item.hidden_words)
    if evidence.is_hidden:
        return _nobody(evidence.hidden_words)
    convened = evidence.meeting.state in CONVENED_STATES
    roles = _roles_when_shared(convened) if evidence.is_shared else roles_with(Right.SEE_DRAFT_EVIDENCE)
    who = _when_shared(evidence, forum=False) if evidence.is_shared else people_around_unit(roles, evidence)
    for also in more:
        who = _("%(who)s, and %(also)s") % {"who": who, "also": also.words}
        roles |= also.roles
    return Viewers(who, only_us=not evidence.is_shared and not more, roles=roles)


def _nobody(why: str) -> Viewers:
    return Viewers(_("nobody. %(why)s") % {"why": why}, only_us=True)


@cache
def _roles_when_shared(is_convened: bool) -> frozenset[Role]:
    roles = roles_with(Right.SEE_PLANNED_MEETING) | roles_with(Right.SEE_DRAFT_EVIDENCE)
    return roles | roles_with(Right.SEE_SHARED_EVIDENCE) if is_convened else roles


def _when_shared(evidence: Evidence, *, forum: bool) -> str:
    convened = evidence.meeting.state in CONVENED_STATES
    roles = _roles_when_shared(convened)
    who = people_around_unit(roles, evidence)
    if not convened:
        late = roles_with(Right.SEE_SHARED_EVIDENCE) - roles
        if late:
            who = _("%(who)s, and %(late)s once the meeting is convened") % {
                "who": who,
                "late": get_text_list(people_names(late), _("and")),
            }
    # The page itself is not shown in the forum: leaders see what the example says, and the chosen files.
    return _("%(who)s. All leaders in the leader forum see what the example shows") % {"who": who} if forum else who


def people_around_unit(roles: frozenset[Role], thing: Evidence | MeetingPage) -> str:
    """Return the people of `roles` around the unit of `thing`: "the leaders in Skovskolen together with the consultants
    for skoler".
    """
    of_area = any(SCOPE[role] is Scope.AREA for role in roles)
    return _people_around(frozenset(roles), thing.unit.title, thing.unit.area.title if of_area else "")


@lru_cache(maxsize=1024)
def _people_around(roles: frozenset[Role], unit: str, area: str) -> str:
    unit_people = people_names({role for role in roles if SCOPE[role] is Scope.UNIT})
    area_people = people_names({role for role in roles if SCOPE[role] is Scope.AREA})
    others = people_names({role for role in roles if SCOPE[role] is Scope.MUNICIPALITY})
    parts = []
    if unit_people:
        parts.append(_("%(people)s in %(unit)s") % {"people": get_text_list(unit_people, _("and")), "unit": unit})
    if area_people:
        parts.append(
            _("%(people)s for %(area)s") % {"people": get_text_list(area_people, _("and")), "area": area.lower()}
        )
    return _(" together with ").join(parts + others)


def people_names(roles: "set[Role] | frozenset[Role]") -> list[str]:
    """Return the names in the order of the roles; agreement holder and leadership team together are "the leaders"."""
    names = [str(ROLE_NAMES[role]) for role in Role if role in roles - LEADERS]
    if roles >= LEADERS:
        return [_("the leaders"), *names]
    return [str(ROLE_NAMES[role]) for role in Role if role in roles]
