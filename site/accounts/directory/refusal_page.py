"""The page for somebody whom the directory or we do not let in."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.directory.errors import NotTrusted, SignInRefused
from foundation.municipality import Municipality

log = logging.getLogger("laeringsrum.directory")


def refusal_page(request: HttpRequest, refusal: SignInRefused) -> HttpResponse:
    """Says why, and whom to ask."""
    log.info("not let in: %s", type(refusal).__name__)
    return _page(request, refusal.message, 403)


def failure_page(request: HttpRequest, failure: NotTrusted) -> HttpResponse:
    """Says that it did not work. The reason is logged, and shown to nobody: it would help those who attack."""
    log.warning("sign-in by the directory failed: %s", failure.reason)
    message = _(
        "The sign-in with the municipality's account was not completed. Go to the sign-in page and try again. "
        "If it happens again, ask for help."
    )
    return _page(request, message, 403)


def _page(request: HttpRequest, message: str, status: int) -> HttpResponse:
    context = {"message": message, "municipality": Municipality.here()}
    return render(request, "account/directory_refused.html", context, status=status)
