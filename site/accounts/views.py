"""Views of sign-in, the second factor and one's sessions, where they differ from allauth's."""

from allauth.account.views import LoginView, PasswordResetFromKeyView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView, RemoveWebAuthnView
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import active_sessions, known_browser, login_delay
from accounts.request_types import SignedInRequest
from accounts.second_factor import requirement
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form


class SignInView(LoginView):
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """`was_signed_in`: the browser still has the cookie of a session that has ended."""
        was_signed_in = settings.SESSION_COOKIE_NAME in self.request.COOKIES and not self.request.session.session_key
        return {**super().get_context_data(**kwargs), "was_signed_in": was_signed_in}


class ChoosePasswordView(PasswordResetFromKeyView):
    """Also resets the login delay and marks the browser as known, because the reader of the mail owns the account."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        response = super().form_valid(form)
        login_delay.forget_account(self.reset_user.email)
        known_browser.remember(self.request, response, self.reset_user.email)
        return response


class SecondStepView(AuthenticateView):
    """The second step of signing in."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        has_passkey = is_mfa_enabled(self.stage.login.user, [Authenticator.Type.WEBAUTHN])
        return {**super().get_context_data(**kwargs), "has_passkey": has_passkey}


class SecondFactorView(IndexView):
    """What the second factor consists of, and until when a missing one is to be set up."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        user = self.request.user
        requirement.update_session(self.request, user)
        return {
            **super().get_context_data(**kwargs),
            "due": requirement.due_date(self.request.session),
            "is_overdue": requirement.is_overdue(self.request.session, timezone.localdate()),
        }


class RemovePasskeyView(RemoveWebAuthnView):
    def form_valid(self, form: forms.Form) -> HttpResponse:
        if get_adapter().can_delete_authenticator(self.object):
            return super().form_valid(form)
        messages.error(self.request, _("Your role needs a second factor. Add another one before you remove this one."))
        return redirect("mfa_index")


class PasskeyAgainView(ReauthenticateWebAuthnView):
    def form_invalid(self, form: forms.Form) -> HttpResponse:
        """Say what is wrong on the same page, instead of on the sign-in page."""
        return self.render_to_response(self.get_context_data(form=form))


class EndSessionForm(Form):
    """`number` is that of the session to end; empty ends all but this one."""

    number = forms.CharField(max_length=24, required=False, widget=forms.HiddenInput)


@login_required
@require_http_methods(["GET", "POST"])
def sessions(request: SignedInRequest) -> HttpResponse:
    form = EndSessionForm(form_data(request))
    this_key = request.session.session_key

    def act() -> FormResult:
        if number := form.cleaned_data["number"]:
            active_sessions.end_session(user=request.user, number=number)
            return FormResult(request.path, _("The sign-in is ended."))
        active_sessions.end_other_sessions(user=request.user, this_key=this_key)
        return FormResult(request.path, _("You are signed out everywhere but here."))

    def show(form: EndSessionForm, status: int) -> HttpResponse:
        context = {"form": form, "sessions": active_sessions.active_sessions(request.user, this_key)}
        return render(request, "account/sessions.html", context, status=status)

    return handle_form(request, form, act, show)
