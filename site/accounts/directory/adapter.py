"""Adapter for the social accounts of django-allauth: the only provider is the municipality's directory."""

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.http import HttpRequest
from django.utils import timezone

from accounts.directory.errors import SignInRefused
from accounts.directory.refresh_token import save_refresh_token
from accounts.directory.refusal_page import refusal_page
from accounts.directory.settings import DirectorySettings
from accounts.directory.sign_in_user import sign_in_user
from accounts.provider import DIRECTORY
from accounts.second_factor.requirement import BY_PROVIDER

#: Claims that say how somebody was authenticated.
ASSURANCE_CLAIMS = {"acr", "amr", "loa", "https://data.gov.dk/concept/core/nsis/loa"}


class DirectoryAdapter(DefaultSocialAccountAdapter):
    """The app is made from our own settings; rows of SocialApp and settings of allauth are not read."""

    def list_apps(self, request: HttpRequest, provider: object = None, client_id: object = None) -> list[SocialApp]:
        directory = DirectorySettings.here()
        if not directory.is_used or provider not in {None, DIRECTORY}:
            return []
        app = SocialApp(provider=DIRECTORY, provider_id=DIRECTORY, name="", client_id=DIRECTORY)
        app.directory = directory
        return [app]

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False  # sign_in_user.py makes the account, when a rule says so

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        return None  # sign_in_user.py links accounts

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Put the account into `sociallogin`, or raise the page that says why not."""
        claims, directory = sociallogin.claims, sociallogin.provider.app.directory
        try:
            user = sign_in_user(claims=claims, directory=directory, now=timezone.now())
        except SignInRefused as refusal:
            raise ImmediateHttpResponse(refusal_page(request, refusal)) from None
        if request.user.is_authenticated:  # allauth does it afterwards, and would flush what is stored here
            get_account_adapter().logout(request)
        # A level of assurance that is required of everybody has been checked by now.
        if directory.required_claim in ASSURANCE_CLAIMS or "mfa" in claims.values.get("amr", ()):
            request.session[BY_PROVIDER] = user.pk
        sociallogin.user = user
        sociallogin.account = SocialAccount.objects.get(provider=DIRECTORY, uid=claims.key)
        save_refresh_token(account=sociallogin.account, claims=claims, directory=directory, now=timezone.now())
