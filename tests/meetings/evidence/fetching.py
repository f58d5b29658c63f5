"""Ask as the serving view does who may fetch a file: with a session of the person, and everything read again."""

from typing import Any, cast

from django.conf import settings
from django.test import Client, RequestFactory
from django.utils.module_loading import import_string

from accounts.models import User
from media.media_item import MediaItem


def may_fetch(person: User, item: MediaItem) -> bool:
    """Whether `person` may fetch `item` now; it need not have files in storage."""
    browser = Client()
    browser.force_login(person)
    request = cast(Any, RequestFactory().get("/"))
    request.session = browser.session
    permission = import_string(settings.MEDIA_ACCESS)(request, item.key)
    assert permission is None or (permission.item == item and permission.person == person)
    return permission is not None
