"""The municipality's directory as a provider of django-allauth, which looks for `provider_classes` in this module.

Imported when Django starts: what speaks OpenID Connect and SAML is only imported when somebody signs in.
"""

from allauth.socialaccount.providers.base import Provider, ProviderAccount
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from foundation.text.json_object import JsonObject

#: Of the provider, of its app, and of every account that is linked to the directory.
DIRECTORY = "directory"


class DirectoryProvider(Provider):
    id = DIRECTORY
    name = "The municipality's directory"
    account_class = ProviderAccount
    supports_redirect = True

    def get_login_url(self, request: HttpRequest, **kwargs: object) -> str:
        return reverse("directory_sign_in")

    def redirect(
        self, request: HttpRequest, process: str, next_url: str | None = None, data: JsonObject | None = None,
        **kwargs: object,
    ) -> HttpResponse:  # fmt: skip
        """To the directory's page of sign-in. Raises NotTrusted when the directory can't be asked."""
        from accounts.directory.settings import SignInProtocol

        if self.app.directory.protocol == SignInProtocol.SAML:
            from accounts.directory import saml as protocol
        else:
            from accounts.directory import openid as protocol  # type: ignore[no-redef]
        return protocol.redirect_to_directory(request, self, next_url, data or {})


provider_classes = [DirectoryProvider]
