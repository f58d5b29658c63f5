"""Answer the questions that open pages ask every few seconds before the middlewares that they do not need."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from meetings.live.views import live_follow
from meetings.minutes.views.now import minutes_now

ADDRESS = re.compile(r"/(?P<area>[-\w]+)/(?P<unit>[-\w]+)/(?P<year>\d{4})(?P<what>/moede/nu/|/referat/nu/)")
VIEWS = {"/moede/nu/": live_follow, "/referat/nu/": minutes_now}


class FollowerMiddleware:
    """After the session middleware. Other requests pass at the cost of one comparison of text."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.endswith("/nu/") and (place := ADDRESS.fullmatch(request.path_info)):
            view = VIEWS[place["what"]]
            return view(request, area=place["area"], unit=place["unit"], year=int(place["year"]))
        return self.get_response(request)
