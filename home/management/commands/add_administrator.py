"""`manage.py add_administrator EMAIL NAME`: create the first administrator, who creates all other accounts on the
site."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from foundation import cpr
from foundation.audit import record
from foundation.mail.mail_address import validate_mail_address
from meetings.units.membership import Membership
from meetings.units.people.add_person import password_link
from meetings.units.people.admin_groups import set_editor_groups


class Command(BaseCommand):
    help = (
        "Gives a person the role of administrator and prints a link to choose a password. "
        "Doing it again prints a new link."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("name", metavar="NAME", help="of a new account; an account that exists keeps its name")

    def handle(self, *args: object, **options: Any) -> None:
        """Needs no permission: whoever can run commands on the machine has the database. The log entry has no actor.

        Exits 1 with a message, and changes nothing, for an invalid address, an empty name or a closed account.
        """
        email, name = options["email"].strip().lower(), options["name"].strip()
        try:
            validate_mail_address(email)
        except ValidationError as error:
            raise CommandError(f"{email!r}: {error.messages[0]}") from None
        with transaction.atomic():
            user = User.objects.filter(email__iexact=email).first() or self._new(email, name)
            if not user.is_active:
                raise CommandError(f"The account of {email} is closed. Another administrator can open it.")
            is_new_role = self._make_administrator(user)
        self.stdout.write(f"{user} <{user.email}> {'is now' if is_new_role else 'is already'} an administrator.")
        hours = settings.PASSWORD_RESET_TIMEOUT // 3600
        self.stdout.write(f"To choose a password, once, within {hours} hours:\n{password_link(user)}")

    def _new(self, email: str, name: str) -> User:
        if not name:
            raise CommandError("A new account needs a name.")
        if cpr.holds(name):
            raise CommandError("The name looks like a CPR number.")
        user = User.objects.create_user(email, None, name=name)
        record("person.added", user, by=None)
        return user

    def _make_administrator(self, user: User) -> bool:
        """Grant the role. Return whether it was granted: the user may have it already, without an end date."""
        today = timezone.localdate()
        held = Membership.objects.current(today).for_user(user).filter(role=Role.ADMINISTRATOR, ends_on=None)
        if held.exists():
            return False
        membership = Membership.objects.create(user=user, role=Role.ADMINISTRATOR, starts_on=today)
        set_editor_groups(user, today=today)
        record("role.granted", membership, by=None, role=str(Role.ADMINISTRATOR), user=user.pk)
        return True
