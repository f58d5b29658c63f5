"""The one door to every byte of a media item."""

import logging
from typing import cast
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from foundation.errors_views import not_found
from media.item import MediaItem
from media.models import Document, Film, Image, Sound
from media.serving.delivery import FileIsGone, deliver
from media.serving.headers import confine, protect
from media.stored_file import StoredFile

logger = logging.getLogger("laeringsrum.media")

#: A rendition's name tells the kind, so that finding the item takes one query.
KIND_OF_NAME: dict[str, type[MediaItem]] = {
    name: kind for kind in (Image, Film, Sound, Document) for name in kind.served_names
}


def find_file(request: HttpRequest, key: UUID, name: str) -> StoredFile | None:
    """The file, if this person may fetch it now; else None, whatever the reason.

    One query here; what `settings.MEDIA_ACCESS` asks comes on top.
    """
    kind = KIND_OF_NAME.get(name)
    if kind is None or not request.user.is_authenticated:
        return None
    shown = kind.objects.shown_on(timezone.localdate())
    item = cast(MediaItem | None, shown.select_related("page").filter(key=key).first())
    if item is None or not import_string(settings.MEDIA_ACCESS)(request.user, item):
        return None
    return item.stored_file(name)


@require_safe
def media_file(request: HttpRequest, key: UUID, name: str) -> HttpResponseBase:
    """GET and HEAD of one rendition. Strangers, guessed names, withdrawn and expired items: all the same 404."""
    file = find_file(request, key, name)
    if file is None:
        return protect(not_found(request))
    try:
        return confine(protect(deliver(request, file)), file.content_type)
    except FileIsGone:
        logger.error("the store has no file for media %s %s", key, name)
        return protect(not_found(request))
