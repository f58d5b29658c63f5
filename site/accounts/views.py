"""View for choosing a new password after a reset."""

from allauth.account.views import PasswordResetFromKeyView
from django.forms import Form
from django.http import HttpResponse

from accounts import known_browser, login_delay


class ChoosePasswordView(PasswordResetFromKeyView):
    """Also resets the login delay and marks the browser as known, because the reader of the mail owns the account."""

    def form_valid(self, form: Form) -> HttpResponse:
        response = super().form_valid(form)
        login_delay.forget_account(self.reset_user.email)
        known_browser.remember(self.request, response, self.reset_user.email)
        return response
