"""Adapter for django-allauth: no sign-up, login delay, mail through the task queue."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import known_browser, login_delay
from accounts.directory.settings import DirectorySettings, address
from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up is closed: accounts are created by administrators and by agreement holders."""

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

    def post_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        response = super().post_login(request, user, **more)
        known_browser.remember(request, response, user.email)
        return response

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Whoever signs in with the municipality's account gets a mail that says so, and no link."""
        if DirectorySettings.here().is_used and SocialAccount.objects.filter(user=user).exists():
            self.send_mail("account/email/use_directory", email, {"link": address("account_login")})
        else:
            super().send_password_reset_mail(user, email, context)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Enqueue the mail, so that no page waits for the mail server and no mail is lost."""
        message = self.render_mail(template_prefix, email, {"email": email, **context})
        enqueue_mail(to=email, subject=message.subject, body=str(message.body), holds_key=True)


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
