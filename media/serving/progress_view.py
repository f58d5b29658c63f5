"""JSON view on the progress of files that are being prepared."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from media.media_item import MediaItem
from media.serving.headers import protect

MAX_KEYS = 100  # keys in one question


@login_required
@require_safe
def media_states(request: HttpRequest) -> HttpResponseBase:
    """A list of {key, state, label, percent, done, refusal, thumb} for `?key=…&key=…`; what this person may not see,
    and what is not there, is left out. 404 when nothing is left. One query, and what
    `settings.MEDIA_EVIDENCE_SEEN` asks."""
    keys = valid_keys(request.GET.getlist("key")[:MAX_KEYS])
    items = list(MediaItem.objects.filter(key__in=keys, withdrawn_at=None)) if keys else []
    seen = import_string(settings.MEDIA_EVIDENCE_SEEN)(request.user, {item.evidence_id for item in items})
    told = [progress_state(item) for item in items if item.evidence_id in seen]
    if not told:
        raise Http404
    return protect(JsonResponse(told, safe=False))


def progress_state(item: MediaItem) -> dict[str, object]:
    shown = item.is_shown_on(timezone.localdate())
    return {
        "key": str(item.key),
        "state": item.state,
        "label": item.get_state_display(),
        "percent": item.percent_prepared,
        "done": not item.is_under_way,
        "refusal": item.refusal,
        "thumb": item.thumb_url if shown else "",
    }


def valid_keys(texts: list[str]) -> set[UUID]:
    """Return the valid UUIDs among `texts`."""
    keys = set()
    for word in texts:
        try:
            keys.add(UUID(word))
        except ValueError:
            continue
    return keys
