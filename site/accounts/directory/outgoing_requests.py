"""Requests to the directory: bounded in time and size, over TLS, and only to where the directory is.

An administrator writes the directory's address, so this is no way to reach what the server can reach and they cannot:
redirects are not followed; other hosts that the directory names (Entra ID keeps its keys elsewhere) must be on the open
internet; and no request is sent to the machine itself or to the link-local addresses of a cloud.
"""

import ipaddress
import json
import socket
import time
from typing import Any, Literal
from urllib.parse import urlsplit

from django.conf import settings

from accounts.directory.errors import NotTrusted

LARGEST = 1024 * 1024
CONNECT, READ = 4, 8  # seconds
ALTOGETHER = 15  # seconds for one answer


def fetch(method: Literal["GET", "POST"], url: str, *, home: str, **more: Any) -> bytes:
    """The body of a 200 answer. `home` is the address that the administrator wrote. Raises NotTrusted."""
    import requests

    check_address(url, home=home)
    until = time.monotonic() + ALTOGETHER
    try:
        with (
            requests.Session() as session,
            session.request(method, url, timeout=(CONNECT, READ), allow_redirects=False, stream=True, **more) as answer,
        ):
            if answer.status_code != 200:
                raise NotTrusted(f"{_where(url)} answered {answer.status_code}")
            body = b""
            for piece in answer.iter_content(64 * 1024):
                body += piece
                if len(body) > LARGEST:
                    raise NotTrusted(f"{_where(url)} answered more than 1 MB")
                if time.monotonic() > until:
                    raise NotTrusted(f"{_where(url)} answers too slowly")
            return body
    except (requests.RequestException, UnicodeError) as error:
        raise NotTrusted(f"{_where(url)} could not be asked ({type(error).__name__})") from None


def fetch_json(method: Literal["GET", "POST"], url: str, *, home: str, **more: Any) -> dict[str, Any]:
    """The JSON object of a 200 answer. Raises NotTrusted."""
    try:
        found = json.loads(fetch(method, url, home=home, headers={"Accept": "application/json"}, **more))
    except (ValueError, RecursionError):
        raise NotTrusted(f"{_where(url)} did not answer with JSON") from None
    if not isinstance(found, dict):
        raise NotTrusted(f"{_where(url)} did not answer with a JSON object")
    return found


def check_address(url: str, *, home: str) -> None:
    """Raise NotTrusted unless `url` may be asked."""
    try:
        parts, at_home = urlsplit(url), urlsplit(home)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotTrusted("no address") from None
    if parts.scheme != "https" and not (settings.DIRECTORY_OVER_HTTP and parts.scheme == "http"):
        raise NotTrusted(f"{_where(url)} is not https")
    if not host or parts.username is not None or parts.password is not None:
        raise NotTrusted("no address")
    if (parts.scheme, host, port) == (at_home.scheme, at_home.hostname, at_home.port):
        if settings.DIRECTORY_OVER_HTTP:
            return
        refused = any(found.is_loopback or found.is_link_local or found.is_unspecified for found in _resolved(host))
    else:
        refused = any(not found.is_global or found.is_multicast for found in _resolved(host))
    if refused:
        raise NotTrusted(f"{host} is not an address that may be asked")


def _resolved(host: str) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """All addresses of `host`; none behind a proxy, which decides for itself."""
    from requests.utils import get_environ_proxies

    if get_environ_proxies(f"https://{host}/"):
        return []
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotTrusted(f"{host} was not found") from None
    addresses = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found]
    return [getattr(address, "ipv4_mapped", None) or address for address in addresses]


def _where(url: str) -> str:
    """The address without its query, for a message."""
    return url.partition("?")[0][:200]
