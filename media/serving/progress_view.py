"""JSON view on the progress of files that are being prepared."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from media.media_item import MediaItem
from media.models import Document, Film, Image, Sound
from media.serving.headers import protect

KINDS: tuple[type[MediaItem], ...] = (Image, Film, Sound, Document)
MOST = 100  # keys per request
#: The rendition that represents an item in a list.
THUMB: dict[type[MediaItem], str] = {Image: "thumb", Film: "poster"}


@login_required
@require_safe
def media_states(request: HttpRequest) -> HttpResponseBase:
    """Return a list of {key, state, label, percent, done, refusal, thumb} for `?key=…&key=…`.

    Items this person may not see, or that do not exist, are left out; 404 when none is left. One query per kind, and
    those of `settings.MEDIA_PAGES_SEEN`.
    """
    keys = known_keys(request.GET.getlist("key")[:MOST])
    items = [item for kind in KINDS for item in kind.objects.filter(key__in=keys, withdrawn_at=None)] if keys else []
    seen = import_string(settings.MEDIA_PAGES_SEEN)(request.user, {item.page_id for item in items})
    told = [state_of(item) for item in items if item.page_id in seen]
    if not told:
        raise Http404
    return protect(JsonResponse(told, safe=False))


def state_of(item: MediaItem) -> dict[str, Any]:
    shown = item.is_shown_on(timezone.localdate())
    return {
        "key": str(item.key),
        "state": item.state,
        "label": item.get_state_display(),
        "percent": item.percent_prepared,
        "done": not item.is_under_way,
        "refusal": item.refusal,
        "thumb": item.url(THUMB[type(item)]) if shown and type(item) in THUMB else "",
    }


def known_keys(written: list[str]) -> set[UUID]:
    """Return the valid UUIDs among `written`."""
    keys = set()
    for word in written:
        try:
            keys.add(UUID(word))
        except ValueError:
            continue
    return keys
