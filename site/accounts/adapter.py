"""Adapter for django-allauth: no sign-up, login delay, second factor, mail through the task queue."""

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from accounts import known_browser, login_delay
from accounts.directory.settings import DirectorySettings, full_url
from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail

#: How long after signing in or reauthenticating one is not asked again, in seconds.
RECENT_SIGN_IN_SECONDS = 15 * 60
#: What the mail about a change of the sign-in says, by the name of allauth's own mail.
CHANGE_SENTENCES = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "account/email/password_reset": gettext_lazy("Your password was chosen anew, with a link by mail."),
    "account/email/password_set": gettext_lazy("A password was chosen for your account."),
    "mfa/email/totp_activated": gettext_lazy("An app for codes was added to your sign-in."),
    "mfa/email/totp_deactivated": gettext_lazy("The app for codes was removed from your sign-in."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your sign-in."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your sign-in."),
    "second_factor_reset": gettext_lazy(
        "Your second factor was reset by an administrator. Set it up again the next time you sign in."
    ),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made for your sign-in."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed: accounts are created by administrators and by agreement holders."""

    def get_login_stages(self) -> list[str]:
        """Only the second factor: there is no code by mail or telephone, and no address to confirm."""
        return ["accounts.second_factor.stage.SecondFactorStage"]

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Nothing: `authenticate` delays attempts. The limit `login_failed` of the settings is for codes."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The user, or None. Raises ValidationError when the user has to wait (`login_delay`)."""
        login = credentials.get("email") or credentials.get("username") or ""
        browser = known_browser.browser_number(request, login)
        try:
            attempt = login_delay.SignInAttempt(login, self.get_client_ip(request), browser)
        except login_delay.MustWait as refusal:
            raise ValidationError(_too_fast(refusal.seconds), code="too_many_login_attempts") from None
        user = super().authenticate(request, **credentials)
        if user is not None:
            attempt.was_right()
        return user

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        found = self.authenticate(context.request, email=user.get_username(), password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, object]]:
        """The second factor where there is one, otherwise the password."""
        methods = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"].startswith("mfa_")]
        return list(reversed(factors)) or methods

    def is_reauthentication_required(self, *, app: str, **_more: object) -> bool:
        request = context.request
        records = get_authentication_records(request, request.user)
        return time.time() - max((record["at"] for record in records), default=0) > RECENT_SIGN_IN_SECONDS

    def post_login(self, request: HttpRequest, user: User, **more: object) -> HttpResponse:
        response = super().post_login(request, user, **more)
        request.session[known_browser.IS_NEW_BROWSER] = not known_browser.browser_number(request, user.email)
        known_browser.remember(request, response, user.email)
        return response

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, object]) -> None:
        """Whoever signs in with the municipality's account gets a mail that says so, and no link."""
        if DirectorySettings.here().is_used and SocialAccount.objects.filter(user=user).exists():
            self.send_mail("account/email/use_directory", email, {"link": full_url("account_login")})
        else:
            super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Enqueue the mail, so that no page waits for the mail server and no mail is lost."""
        user = User.objects.filter(email__iexact=email).first()
        with translation.override(user.language if user else get_language()):
            message = self.render_mail(template_prefix, email, {"email": email, **context})
        enqueue_mail(to=email, subject=message.subject, body=str(message.body), has_secret=True)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, object] | None = None,
        email: str | None = None,
    ) -> None:
        """One mail for each change of how one signs in, so that its owner notices when it was somebody else."""
        self.send_mail(
            "account/email/sign_in_changed", user.get_username(), {"change": CHANGE_SENTENCES[template_prefix]}
        )


def _too_fast(seconds: int) -> str:
    minutes = -(-seconds // 60)
    wait = (
        ngettext("%(count)s second", "%(count)s seconds", seconds) % {"count": seconds}
        if seconds < 60
        else ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    )
    return _(
        "Too many failed attempts. Wait %(wait)s and try again, or choose a new password with a link by "
        "e-mail: that always works."
    ) % {"wait": wait}
