"""Compress HTML pages."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPagesMiddleware(GZipMiddleware):
    """Django's, for HTML only: photos and films are compressed already, and part of a file keeps its length.

    Django adds up to 100 random bytes to each page, so that the length says little about a secret beside something that
    an attacker chose (BREACH). The CSRF token is masked anew in each form besides.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
