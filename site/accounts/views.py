"""What choosing a new password means here."""

from typing import Any

from allauth.account.views import PasswordResetFromKeyView
from django.http import HttpResponse

from accounts import known_browser, login_delay


class ChoosePasswordView(PasswordResetFromKeyView):
    """Whoever could read the mail is the owner: earlier wrong tries count no more, and this browser is known."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        login_delay.forget_account(self.reset_user.email)
        known_browser.remember(self.request, response, self.reset_user.email)
        return response
