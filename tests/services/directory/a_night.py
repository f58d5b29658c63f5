"""Confirm the roles at night, 21 days after they were; in a process of the installation."""

import json
from datetime import timedelta

from django.utils import timezone

from accounts.directory.confirm_roles import confirm_roles
from accounts.directory.refresh_token import RefreshToken
from meetings.units.membership import Membership, MembershipSource


def main() -> None:
    RefreshToken.objects.update(confirmed_at=timezone.now() - timedelta(days=21))
    confirmed = confirm_roles.call(timezone.localdate().isoformat())
    roles = Membership.objects.current(timezone.localdate()).filter(source=MembershipSource.DIRECTORY)
    row = RefreshToken.objects.first()
    print(json.dumps({"confirmed": confirmed, "roles": sorted(roles.values_list("role", flat=True)),
                      "secret": row.secret if row else ""}))  # fmt: skip
