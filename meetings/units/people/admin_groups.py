"""Keep the Django groups that give access to the editor in step with memberships; nobody edits them by hand."""

from datetime import date

from django.contrib.auth.models import Group

from accounts.roles import EDITOR_ROLES
from accounts.user import User
from meetings.units.membership import Membership


def set_editor_groups(user: User, *, today: date) -> None:
    """Put `user` in exactly the groups of the editor roles held today; `home.admin.groups` sets their permissions."""
    held = set(Membership.objects.current(today).for_user(user).values_list("role", flat=True))
    for role in EDITOR_ROLES:
        group, _created = Group.objects.get_or_create(name=role.value)
        if role.value in held:
            user.groups.add(group)
        else:
            user.groups.remove(group)
