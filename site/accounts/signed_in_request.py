"""The request of a view behind `login_required`, for the type checker."""

from django.http import HttpRequest

from accounts.user import User


class SignedInRequest(HttpRequest):
    """`user` is a person, never a visitor."""

    user: User
