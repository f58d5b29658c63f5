"""The request of somebody who is signed in, for the types of views."""

from django.http import HttpRequest

from accounts.user import User


class SignedInRequest(HttpRequest):
    """What a view behind `login_required` receives: there, `request.user` is a person."""

    user: User
