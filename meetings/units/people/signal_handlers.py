"""At sign-in the roles of the day decide whether a second factor is required."""

from allauth.account.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.second_factor.requirement import update_requirement
from accounts.user import User
from meetings.units import access


@receiver(user_logged_in)
def require_second_factor(request: HttpRequest, user: User, **_more: object) -> None:
    update_requirement(request, user, access.of(user).roles())
