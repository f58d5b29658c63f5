"""A minimal tus client on the test client; every header can be omitted or wrong."""

import base64
import io
from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts.user import User

VERSION = {"Tus-Resumable": "1.0.0"}
ADDRESS = "/medier/upload/"


def metadata(**said: Any) -> str:
    return ",".join(f"{key} {base64.b64encode(str(value).encode()).decode()}" for key, value in said.items())


class Sender:
    def __init__(self, user: User) -> None:
        self.client = Client()
        self.client.force_login(user)

    def begin(self, length: Any, *, headers: dict[str, str] | None = None, **said: Any) -> HttpResponse:
        told = {**VERSION, "Upload-Length": str(length), "Upload-Metadata": metadata(**said), **(headers or {})}
        return self.client.post(ADDRESS, headers={key: value for key, value in told.items() if value is not None})

    def head(self, url: str) -> HttpResponse:
        return self.client.head(url, headers=VERSION)

    def patch(
        self, url: str, offset: Any, content: bytes, *, announced: int | None = None, **extra: Any
    ) -> HttpResponse:
        """`announced` is the declared length, longer than the body."""
        told = {**VERSION, "Upload-Offset": str(offset), **extra.pop("headers", {})}
        kind = extra.pop("content_type", "application/offset+octet-stream")
        if announced is not None:
            extra |= {"CONTENT_LENGTH": str(announced), "wsgi.input": io.BytesIO(content)}
        return self.client.patch(url, content, content_type=kind, headers=told, **{"CONTENT_TYPE": kind, **extra})

    def delete(self, url: str) -> HttpResponse:
        return self.client.delete(url, headers=VERSION)
