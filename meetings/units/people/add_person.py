"""Find or create the account that a role is given to."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.audit import record
from foundation.errors import NotAllowed, Refusal
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.units import access


class PersonNameMissing(Refusal):
    """A new account needs a name."""


def add_person(*, email: str, name: str, by: User, invite: bool = True) -> User:
    """Return the account of `email`; a new one is sent a mail with a link to choose a password, if `invite`.

    An existing account keeps its name. Raises NotAllowed, PersonNameMissing.
    """
    person = access.of(by)
    if not (person.has(Right.MANAGE_UNIT_PEOPLE) or person.has(Right.MANAGE_ALL_PEOPLE)):
        raise NotAllowed(_("You cannot add people. Ask the administrator."))
    email = email.strip().lower()
    known = _account_of(email)
    if known is not None:
        return known
    if not name.strip():
        raise PersonNameMissing(_("Write the person's name."), field="name")
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, None, name=name.strip())
            if invite:
                send_welcome(user=user, by=by)
            record("person.added", user, by=by)
    except IntegrityError:  # somebody else created the account at the same moment
        return User.objects.get(email__iexact=email)
    return user


def is_known(email: str) -> bool:
    """Return whether an account has this address."""
    return _account_of(email) is not None


def _account_of(email: str) -> User | None:
    return User.objects.filter(email__iexact=email.strip()).first()


def password_link(user: User) -> str:
    """Return a link that lets `user` choose a password once, valid for PASSWORD_RESET_TIMEOUT seconds."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=key)


def send_welcome(*, user: User, by: User) -> None:
    enqueue_mail_from_template(
        to=user.email,
        to_name=user.name,
        from_name=str(by),
        reply_to=by.email,
        template="meetings/units/mail/welcome",
        language=user.language,
        has_secret=True,
        context={"person": user, "by": by, "link": password_link(user), "base_url": settings.BASE_URL},
    )
