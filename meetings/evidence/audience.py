"""Who can see a piece of evidence now, in words that are always true: they come from the matrix of roles."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import SCOPE, Right, Role, Scope, roles_with
from media.enums import Audience
from meetings.evidence.pages import EvidencePage
from meetings.meeting.enums import CONVENED_STATES
from meetings.meeting.pages import MeetingPage

#: How a sentence names the people of a role.
PEOPLE: dict[Role, Promise] = {
    Role.AGREEMENT_HOLDER: gettext_lazy("the agreement holder"),
    Role.LEADERSHIP_TEAM: gettext_lazy("the leadership team"),
    Role.STAFF_REPRESENTATIVE: gettext_lazy("the staff representatives"),
    Role.BOARD_REPRESENTATIVE: gettext_lazy("the board representatives"),
    Role.HEAD_OF_AREA: gettext_lazy("the head of area"),
    Role.CONSULTANT: gettext_lazy("the consultants"),
    Role.FORUM_MEMBER: gettext_lazy("the leader forum"),
    Role.CENTRAL_EDITOR: gettext_lazy("the central editors"),
    Role.ADMINISTRATOR: gettext_lazy("the administrators"),
}

LEADERS = frozenset({Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM})


@dataclass(frozen=True)
class WhoCanSee:
    """`who` follows "Can be seen by:"; `only_us` is true while it is the unit's own draft."""

    who: str
    only_us: bool


def who_can_see(evidence: EvidencePage) -> WhoCanSee:
    """As it is now."""
    if not evidence.is_shared:
        return WhoCanSee(named(roles_with(Right.SEE_DRAFT_EVIDENCE), evidence), only_us=True)
    return WhoCanSee(_when_shared(evidence, forum=evidence.audience == Audience.LEADER_FORUM), only_us=False)


def who_would_see(evidence: EvidencePage) -> str:
    """As it will be once it is shared with the meeting."""
    return _when_shared(evidence, forum=False)


def _when_shared(evidence: EvidencePage, *, forum: bool) -> str:
    roles = roles_with(Right.SEE_PLANNED_MEETING)
    convened = evidence.meeting.state in CONVENED_STATES
    if convened:
        roles |= roles_with(Right.SEE_SHARED_EVIDENCE)
    who = named(roles, evidence)
    if not convened:
        late = roles_with(Right.SEE_SHARED_EVIDENCE) - roles
        if late:
            who = _("%(who)s, and %(late)s once the meeting is convened") % {
                "who": who,
                "late": get_text_list(names(late), _("and")),
            }
    return _("%(who)s, and all leaders in the leader forum") % {"who": who} if forum else who


def named(roles: frozenset[Role], thing: EvidencePage | MeetingPage) -> str:
    """The people of `roles` around the unit of `thing`: the leaders in Skovskolen and the consultants for skoler."""
    unit_people = names({role for role in roles if SCOPE[role] is Scope.UNIT})
    area_people = names({role for role in roles if SCOPE[role] is Scope.AREA})
    others = names({role for role in roles if SCOPE[role] is Scope.MUNICIPALITY})
    parts = []
    if unit_people:
        parts.append(
            _("%(people)s in %(unit)s") % {"people": get_text_list(unit_people, _("and")), "unit": thing.unit.title}
        )
    if area_people:
        parts.append(
            _("%(people)s for %(area)s")
            % {"people": get_text_list(area_people, _("and")), "area": thing.unit.area.title.lower()}
        )
    return _(" together with ").join(parts + others)


def names(roles: "set[Role] | frozenset[Role]") -> list[str]:
    """In the order of the roles; agreement holder and leadership team together are the leaders."""
    names = [str(PEOPLE[role]) for role in Role if role in roles - LEADERS]
    if roles >= LEADERS:
        return [_("the leaders"), *names]
    return [str(PEOPLE[role]) for role in Role if role in roles]
