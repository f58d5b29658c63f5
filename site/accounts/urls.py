"""URLs of sign-in, sign-out, passwords and the municipality's directory; sign-up is closed."""

from allauth.account import views
from django.urls import path, re_path

from accounts.directory import views as directory
from accounts.views import ChoosePasswordView

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("adgangskode/", views.password_change, name="account_change_password"),
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
