"""Type of a request with a signed-in user, for annotations of views."""

from django.http import HttpRequest

from accounts.user import User


class SignedInRequest(HttpRequest):
    """The request in a view decorated with `login_required`: `request.user` is a User."""

    user: User
