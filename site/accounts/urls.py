"""URLs of sign-in, sign-out, passwords, the second factor, one's sessions and the municipality's directory; sign-up is
closed.

The names are those by which allauth finds its own views.
"""

from allauth.account import views
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as codes
from allauth.mfa.webauthn import views as passkeys
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from accounts.directory import views as directory
from accounts.views import (
    ChoosePasswordView,
    PasskeyAgainView,
    RemovePasskeyView,
    SecondFactorView,
    SecondStepView,
    SignInView,
    sessions,
)

second_factor_patterns = [
    path("", SecondFactorView.as_view(), name="mfa_index"),
    path("kode/", SecondStepView.as_view(), name="mfa_authenticate"),
    path("igen/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("igen/noegle/", PasskeyAgainView.as_view(), name="mfa_reauthenticate_webauthn"),
    path("app/", codes.activate_totp, name="mfa_activate_totp"),
    path("app/fjern/", codes.deactivate_totp, name="mfa_deactivate_totp"),
    path("noegler/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("noegler/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("noegler/<int:pk>/fjern/", RemovePasskeyView.as_view(), name="mfa_remove_webauthn"),
    path("noedkoder/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("noedkoder/nye/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("noedkoder/fil/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

urlpatterns = [
    path("login/", SignInView.as_view(), name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("igen/", views.reauthenticate, name="account_reauthenticate"),
    path("totrin/", include(second_factor_patterns)),
    path("logget-ind/", sessions, name="sessions"),
    path("adgangskode/", views.password_change, name="account_change_password"),
    # allauth's view would give a local password to somebody who signs in by the directory.
    path("adgangskode/ny/", RedirectView.as_view(pattern_name="mfa_index"), name="account_set_password"),
    path("glemt-adgangskode/", views.password_reset, name="account_reset_password"),
    path("glemt-adgangskode/sendt/", views.password_reset_done, name="account_reset_password_done"),
    # The key may contain hyphens; the user id does not.
    re_path(
        r"^glemt-adgangskode/ny/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        ChoosePasswordView.as_view(),
        name="account_reset_password_from_key",
    ),
    path("glemt-adgangskode/faerdig/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("ingen-tilmelding/", views.signup, name="account_signup"),
    path("inaktiv/", views.account_inactive, name="account_inactive"),
    path("kommunen/", directory.sign_in, name="directory_sign_in"),
    path("kommunen/svar/", directory.answer, name="directory_answer"),
    path("kommunen/saml/", directory.response, name="directory_response"),
    path("kommunen/saml/laes/", directory.response_read, name="directory_response_read"),
    path("kommunen/saml/metadata/", directory.metadata, name="directory_metadata"),
]
