"""Validate mail addresses, and convert them between their readable and their ASCII form.

A domain may contain æ, ø and å: it is stored as written and sent in its ASCII form (IDNA, RFC 5890). The part before
the @ may not: most mail servers take only ASCII there (RFC 5321; few support SMTPUTF8), so forms refuse it.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _


class UnsendableAddress(ValueError):
    """The address has no form that mail servers accept."""


def ascii_address(address: str) -> str:
    """Return the address in ASCII: `karen@blåbær.dk` -> `karen@xn--blbr-roah.dk`. Raises UnsendableAddress."""
    local, _at, domain = address.strip().rpartition("@")
    try:
        sent = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise UnsendableAddress("the domain has no ASCII form") from None
    if not local or not local.isascii():
        raise UnsendableAddress("what stands before the @ is not ASCII")
    return sent


def readable_address(address: str) -> str:
    """Return the address with its domain in Unicode; browsers send it in its ASCII form."""
    local, at, domain = address.strip().rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode('idna')}"
    except UnicodeError:
        return address.strip()


def validate_mail_address(address: str) -> None:
    """Raise ValidationError, with a message that says what to do, unless mail can be sent to `address`."""
    if not address.strip().rpartition("@")[0].isascii():
        raise ValidationError(
            _("Before the @ there may be no æ, ø, å or other special letters. Ask how the address is spelled."),
            code="local_part",
        )
    try:
        validate_email(ascii_address(address))
    except (UnsendableAddress, ValidationError):
        raise ValidationError(
            _("This is not an e-mail address. Write one like anna@example.dk."), code="invalid"
        ) from None


class MailAddressField(forms.EmailField):
    """An address that mail can be sent to, in its readable form."""

    default_validators = [validate_mail_address]
    #: Browsers refuse letters like ø with their own message, and send a domain in its ASCII form; our message is
    #: clearer.
    widget = forms.EmailInput

    def to_python(self, value: object) -> str:
        return readable_address(super().to_python(value) or "")
