"""Who gets a file, asked as its one door asks: with a session of the person's own, and everything read anew."""

from typing import Any, cast

from django.conf import settings
from django.test import Client, RequestFactory
from django.utils.module_loading import import_string


def may_fetch(person: Any, item: Any) -> bool:
    """Whether `person` may fetch `item` now; whether it has files in the store does not matter."""
    browser = Client()
    browser.force_login(person)
    request = cast(Any, RequestFactory().get("/"))
    request.session = browser.session
    permission = import_string(settings.MEDIA_ACCESS)(request, item.key)
    assert permission is None or (permission.item == item and permission.person == person)
    return permission is not None
