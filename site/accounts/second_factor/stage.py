"""The step of signing in that asks for the second factor."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from accounts.second_factor.requirement import BY_PROVIDER


class SecondFactorStage(AuthenticateStage):
    def _should_handle(self, request: HttpRequest) -> bool:
        """Return whether to ask for it: not if the identity provider has asked."""
        user = self.login.user
        return (user is None or request.session.get(BY_PROVIDER) != user.pk) and super()._should_handle(request)
