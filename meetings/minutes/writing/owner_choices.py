"""Who can own an agreement: the unit or the administration as such, a role in them, or a person."""

from django.db.models import BigAutoField, DateField, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.roles import SCOPE, Role, Scope
from foundation.compiled_query import CompiledQuery, Parameter
from foundation.forms.quick_select import SharedChoices
from meetings.meeting.pages import MeetingPage
from meetings.minutes.agreement_fields import AgreementRow, join_owner
from meetings.template.enums import ItemOwner
from meetings.units.danish_collation import danish_sort_key
from meetings.units.membership import Membership

SIDE = {Scope.UNIT: ItemOwner.UNIT, Scope.AREA: ItemOwner.ADMINISTRATION}
#: In the order of the form.
OWNERS = (ItemOwner.UNIT, ItemOwner.ADMINISTRATION)
#: Roles that can own an agreement, whoever holds them.
ROLES = [role for role in Role if SCOPE[role] in SIDE]


def owner_choices(meeting: MeetingPage) -> SharedChoices:
    """Return the choices in two groups: the unit with its roles and participants, the administration with its roles,
    the participants from it, and whoever holds a role for the unit's area. Two queries, one if participants are
    loaded."""
    people = {owner: dict[str, None]() for owner in ItemOwner}
    for person in sorted(meeting.participants.all(), key=lambda one: danish_sort_key(one.name)):
        people[SIDE.get(SCOPE[Role(person.role)], ItemOwner.ADMINISTRATION)][person.name] = None
    for (name,) in _of_area.rows(area=meeting.unit.area_id, today=timezone.localdate()):
        people[ItemOwner.ADMINISTRATION][name] = None
    groups = ((_label(owner, meeting), _group(owner, meeting, list(people[owner]))) for owner in OWNERS)
    return SharedChoices([("", _("Choose")), *groups])


def _people_of_area() -> QuerySet[Membership, tuple[str]]:
    """The names of those who hold a role for an area today."""
    current = Membership.objects.current(Parameter("today", DateField()))
    there = current.filter(area=Parameter("area", BigAutoField()), user__is_active=True)
    names: QuerySet[Membership, tuple[str]] = there.order_by("user__name").values_list("user__name")
    return names


_of_area = CompiledQuery(_people_of_area)


def with_stored_owner(choices: SharedChoices, row: AgreementRow, unit: str) -> SharedChoices:
    """Return `choices`, and the owner of `row` if it is none of them: typed before owners were chosen, or gone
    since."""
    value = join_owner(row.owner, row.owner_detail)
    if not value or value in choices.values:
        return choices
    return SharedChoices([*choices, (_("As written"), [(value, row.owner_in_words(unit))])])


def _label(owner: ItemOwner, meeting: MeetingPage) -> str:
    return meeting.unit.title if owner == ItemOwner.UNIT else str(owner.label)


def _group(owner: ItemOwner, meeting: MeetingPage, names: list[str]) -> list[tuple[str, str]]:
    roles = [capfirst(str(role.label)) for role in ROLES if SIDE[SCOPE[role]] == owner]
    return [
        (str(owner), _label(owner, meeting)),
        *((join_owner(owner, one), one) for one in dict.fromkeys([*roles, *names])),
    ]
