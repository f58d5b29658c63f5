"""Forms of the second factor, with labels of our own."""

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):
    name = forms.CharField(label=_("What do you call it?"), max_length=60, required=False)


class AppForm(ActivateTOTPForm):
    code = forms.CharField(
        label=_("The six digits"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
