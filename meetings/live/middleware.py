"""Answer followers of a running meeting before the middlewares that they do not need."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from meetings.live.views import live_follow

ADDRESS = re.compile(r"/(?P<area>[-\w]+)/(?P<unit>[-\w]+)/(?P<year>\d{4})/moede/nu/")


class FollowerMiddleware:
    """After the session middleware. Other requests pass at the cost of one comparison of text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.endswith("/moede/nu/") and (place := ADDRESS.fullmatch(request.path_info)):
            return live_follow(request, area=place["area"], unit=place["unit"], year=int(place["year"]))
        return self.get_response(request)
