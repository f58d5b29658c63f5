"""The view that serves every file of a media item; there is no other way to them."""

import logging
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from foundation.error_views import not_found
from media.enums import DepictsChildren
from media.kinds.registry import SPECS
from media.serving.delivery import FileIsGone, deliver
from media.serving.headers import confine, protect
from media.serving.permission import ViewGrant
from media.view_log.record_view import record_view

logger = logging.getLogger("laeringsrum.media")

#: Of any kind: other names are not looked up.
SERVED_NAMES = frozenset(name for spec in SPECS.values() for name in spec.served_names)
#: In these nobody can be recognised, so there is nobody who may ask who looked.
UNLOGGED_CHILDREN = frozenset({DepictsChildren.NONE, DepictsChildren.NOT_IDENTIFIABLE})


@require_safe
def media_file(request: HttpRequest, key: UUID, name: str) -> HttpResponseBase:
    """Serve one rendition (GET and HEAD). No access, guessed names, withdrawn and expired items all give the same 404.

    Two queries: the user, and the item with access. The first view within ten minutes of an item in which children can
    be recognised adds a log row; if the log cannot be written, the file is not served (503).
    """
    is_known = name in SERVED_NAMES
    permission: ViewGrant | None = import_string(settings.MEDIA_ACCESS)(request, key) if is_known else None
    file = permission.item.stored_file(name) if permission else None
    if permission is None or file is None:
        return protect(not_found(request))
    try:
        response = deliver(request, file)
    except FileIsGone:
        logger.error("the store has no file for media %s %s", key, name)
        return protect(not_found(request))
    if request.method == "GET" and response.status_code < 400:
        try:
            log(permission)
        except DatabaseError:
            logger.exception("the view log cannot be written; media %s is not shown", key)
            response.close()
            return protect(HttpResponse(status=503, headers={"Retry-After": "5"}))
    return confine(protect(response), file.content_type)


def log(permission: ViewGrant) -> None:
    """Write the view log, unless it has this view already or nobody can be recognised."""
    if not permission.is_logged and permission.item.depicts_children not in UNLOGGED_CHILDREN:
        record_view(viewed=permission.item, person=permission.person, seen=permission.seen)
