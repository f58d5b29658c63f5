"""Rules on who takes part in a meeting, and the people who hold the roles."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from accounts.roles import SCOPE, Role, Scope
from accounts.user import User
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.template.enums import Requirement
from meetings.template.pages import TemplatePage
from meetings.units.enums import AppliesTo, UnitKind
from meetings.units.membership import Membership


@dataclass(frozen=True)
class Rule:
    """The template's rule for one role."""

    role: Role
    requirement: Requirement
    note: str = ""

    @property
    def must(self) -> bool:
        return self.requirement == Requirement.MUST


@dataclass(frozen=True)
class Candidate:
    """Somebody with a role in the unit or its area, and the template's rule for it, if any."""

    user: User
    role: Role
    rule: Rule | None

    @property
    def requirement(self) -> Requirement:
        return self.rule.requirement if self.rule else Requirement.MAY

    @property
    def is_suggested(self) -> bool:
        """Whether the template names the role."""
        return self.rule is not None


#: Rules for a template that names no participants.
_DEFAULT_RULES = (
    Rule(Role.AGREEMENT_HOLDER, Requirement.MUST),
    Rule(Role.LEADERSHIP_TEAM, Requirement.MUST),
    Rule(Role.STAFF_REPRESENTATIVE, Requirement.MAY),
    Rule(Role.HEAD_OF_AREA, Requirement.MUST),
    Rule(Role.CONSULTANT, Requirement.MAY),
)
_HOLDER = _DEFAULT_RULES[0]
#: Folkeskoleloven § 40 a: from 1 August 2025 a parent-elected member of the board has a right to attend. So a board
#: representative is always invited and never required, whatever the template says.
_BOARD_OF_A_SCHOOL = Rule(Role.BOARD_REPRESENTATIVE, Requirement.MAY)
#: Roles that a participant can have: those of a unit or an area.
PARTICIPANT_ROLES = tuple(role for role, scope in SCOPE.items() if scope is not Scope.MUNICIPALITY)


def rules_of(meeting: MeetingPage) -> dict[Role, Rule]:
    """Return the rules of the meeting's template version, with those that always apply."""
    rules = rules_in(meeting.template_revision.as_object(), meeting.unit.kind)
    if not rules:
        rules = {rule.role: rule for rule in _DEFAULT_RULES}
    rules.setdefault(Role.AGREEMENT_HOLDER, _HOLDER)
    if board_has_a_right(meeting):
        rule = rules.get(Role.BOARD_REPRESENTATIVE)
        rules[Role.BOARD_REPRESENTATIVE] = replace(_BOARD_OF_A_SCHOOL, note=rule.note if rule else "")
    return rules


def rules_in(template: TemplatePage, kind: str) -> dict[Role, Rule]:
    """Return the template's own rules for a unit of `kind`. Of two rules for a role, the stricter counts."""
    rules: dict[Role, Rule] = {}
    for block in template.participants:
        if block.block_type != "participant" or not AppliesTo.covers(block.value["applies_to"], kind):
            continue
        role, requirement = block.value["role"], block.value["requirement"] or Requirement.MUST
        if role in PARTICIPANT_ROLES and not (role in rules and rules[role].must):
            rules[Role(role)] = Rule(Role(role), Requirement(requirement), block.value["note"] or "")
    return rules


def board_has_a_right(meeting: MeetingPage) -> bool:
    """Return whether the meeting is a school's, so that a board representative is always invited (§ 40 a)."""
    return meeting.unit.kind == UnitKind.SCHOOL


def candidates(meeting: MeetingPage, today: date, rules: dict[Role, Rule]) -> list[Candidate]:
    """Return everybody with a role in the unit or its area on the day, once each, in the order of the roles."""
    rows = (
        Membership.objects.current(today)
        .filter(Q(unit=meeting.unit_id) | Q(area=meeting.unit.area_id), user__is_active=True)
        .select_related("user")
    )
    by_role: dict[str, list[User]] = defaultdict(list)
    for row in rows:
        by_role[row.role].append(row.user)
    found: dict[int, Candidate] = {}
    # Somebody with several roles takes part in the first one that the template names.
    for role in sorted(PARTICIPANT_ROLES, key=lambda role: role not in rules):
        for user in by_role[role]:
            found.setdefault(user.pk, Candidate(user, role, rules.get(role)))
    return sorted(found.values(), key=lambda one: (PARTICIPANT_ROLES.index(one.role), one.user.name))


def in_role_order(participants: Iterable[Participant]) -> list[Participant]:
    """Sort participants: the unit's people first, from the agreement holder on, then the administration's."""
    return sorted(participants, key=lambda one: (PARTICIPANT_ROLES.index(Role(one.role)), one.name))
