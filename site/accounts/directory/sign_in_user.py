"""Sign in a person whom the directory has authenticated: find or make the account, and give the roles."""

from datetime import datetime
from importlib import import_module
from typing import Protocol, cast

from allauth.account.internal.emailkit import valid_email_or_none
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.directory.claims import Claims, Value
from accounts.directory.errors import SignInRefused
from accounts.directory.settings import DirectorySettings, words_in
from accounts.provider import DIRECTORY
from accounts.user import User
from foundation.audit import record


class Roles(Protocol):
    """The module settings.DIRECTORY_ROLES."""

    def give_roles(self, *, user: User, values: frozenset[Value], now: datetime) -> bool:
        """Give and end the roles of the directory as the rules say. Return whether the person has any role now."""

    def record_unmatched_values(self, *, values: frozenset[Value], now: datetime) -> None:
        """Note what was said of somebody to whom no rule applies, so that a rule can be made of it."""


class AddressTaken(SignInRefused):
    """Another account has the address, and the directory does not vouch for it."""


class NoRole(SignInRefused):
    """No rule applies to the person, and nobody has given them a role."""


class AssuranceTooLow(SignInRefused):
    """The directory does not say what is required of everybody."""


def sign_in_user(*, claims: Claims, directory: DirectorySettings, now: datetime) -> User:
    """Return the account of the person, with the roles that the rules give now, ready to be signed in.

    It is found by issuer and subject; the first time by an e-mail address that the directory vouches for; or it is
    made. Raises AddressTaken, NoRole, AssuranceTooLow, SignInRefused (also for a closed account).
    """
    _require(claims, directory)
    try:
        return _enter(claims, directory, now)
    except IntegrityError:  # the same person, in two windows at once
        return _enter(claims, directory, now)


def confirm_user(*, user: User, claims: Claims, directory: DirectorySettings, now: datetime) -> bool:
    """Give and end the roles of `user` by what the directory says of them now, as a sign-in would but without one, in
    the caller's transaction. Return whether they have any role. Raises AssuranceTooLow, SignInRefused."""
    _require(claims, directory)
    if not user.is_active:
        raise SignInRefused(_("Your account here is closed."))
    roles = cast(Roles, import_module(settings.DIRECTORY_ROLES))
    _update(user, claims.name, _trusted_email(claims, directory))
    has_role = roles.give_roles(user=user, values=claims.chosen(directory.claims_read), now=now)
    if has_role:
        record("directory.confirmed", user, by=None)
    return has_role


def _trusted_email(claims: Claims, directory: DirectorySettings) -> str | None:
    email = valid_email_or_none(claims.email)
    return email if directory.email_is_trusted and claims.email_may_be_trusted else None


def _require(claims: Claims, directory: DirectorySettings) -> None:
    wanted = set(words_in(directory.required_values))
    if directory.required_claim and not wanted.intersection(claims.values.get(directory.required_claim, ())):
        raise AssuranceTooLow(
            _("You signed in to the municipality in a way that is not secure enough for Læringsrum. Sign in with "
              "a second factor.")
        )  # fmt: skip


def _enter(claims: Claims, directory: DirectorySettings, now: datetime) -> User:
    roles = cast(Roles, import_module(settings.DIRECTORY_ROLES))
    values = claims.chosen(directory.claims_read)
    with transaction.atomic():
        user, is_new = _account(claims, directory)
        if not user.is_active:
            raise SignInRefused(_("Your account here is closed."))
        has_role = roles.give_roles(user=user, values=values, now=now)
        if has_role:
            record("directory.signed_in", user, by=user, protocol=directory.protocol, new=is_new)
        elif is_new:
            transaction.set_rollback(True)
    if not has_role:
        if is_new:
            roles.record_unmatched_values(values=values, now=now)
        raise NoRole(_("Your account in the municipality gives no access to Læringsrum yet."))
    return user


def _account(claims: Claims, directory: DirectorySettings) -> tuple[User, bool]:
    """The person's account, and whether it was made now."""
    linked = SocialAccount.objects.filter(provider=DIRECTORY, uid=claims.key).select_related("user").first()
    trusted = _trusted_email(claims, directory)
    if linked is not None:
        user = cast(User, linked.user)
        _update(user, claims.name, trusted)
        return user, False
    email = valid_email_or_none(claims.email)
    if not email:
        raise SignInRefused(_("The municipality's directory does not tell us your e-mail address."))
    known = User.objects.filter(email__iexact=email).first()
    if known is not None:
        # A superuser is the emergency access, which no directory may take over.
        if not trusted or known.is_superuser or SocialAccount.objects.filter(provider=DIRECTORY, user=known).exists():
            raise AddressTaken(
                _("There is an account with your e-mail address already, and we cannot see that it is yours.")
            )
        # Whoever set its password need not be this person.
        known.set_unusable_password()
        known.save(update_fields=["password"])
    user = known or User.objects.create_user(email, None, name=claims.name or email)
    SocialAccount.objects.create(provider=DIRECTORY, uid=claims.key, user=user, extra_data={})
    record("directory.linked" if known else "person.added", user, by=user, source=DIRECTORY)
    return user, known is None


def _update(user: User, name: str, email: str | None) -> None:
    """Take over a new name, and a new address that nobody else has."""
    changed = {"name": name} if name and name != user.name else {}
    if email and email != user.email and not User.objects.filter(email__iexact=email).exclude(pk=user.pk).exists():
        changed["email"] = email
    if changed:
        for field, value in changed.items():
            setattr(user, field, value)
        user.save(update_fields=list(changed))
        record("directory.updated", user, by=user, fields=sorted(changed))
