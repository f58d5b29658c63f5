"""Requests to the directory: bounded in time and size, over TLS, and only to where the directory is.

An administrator writes the directory's address, so this is no way to reach what the server can reach and they cannot:
redirects are not followed; other hosts that the directory names (Entra ID keeps its keys elsewhere) must be on the open
internet; and no request is sent to the machine itself or to the link-local addresses of a cloud. The address that a
name resolves to is looked at before the request and again when it is connected, as it may be another one by then.
"""

import ipaddress
import json
import socket
import time
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from django.conf import settings

from accounts.directory.errors import NotTrusted
from foundation.text.json_object import JsonObject

if TYPE_CHECKING:
    import requests

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

MAX_ANSWER_BYTES = 1024 * 1024
CONNECT_TIMEOUT, READ_TIMEOUT = 4, 8  # seconds
TOTAL_TIMEOUT = 15  # seconds for one answer


def fetch(
    method: Literal["GET", "POST"], url: str, *, home: str, statuses: tuple[int, ...] = (200,), **more: Any
) -> bytes:
    """Return the body of an answer with one of `statuses`. `home` is the address that the administrator wrote. Raises
    NotTrusted."""
    import requests

    check_address(url, home=home)
    until = time.monotonic() + TOTAL_TIMEOUT
    try:
        with (
            _session(at_home=_is_at_home(url, home)) as session,
            session.request(
                method, url, timeout=(CONNECT_TIMEOUT, READ_TIMEOUT), allow_redirects=False, stream=True, **more
            ) as answer,
        ):
            if answer.status_code not in statuses:
                raise NotTrusted(f"{_where(url)} answered {answer.status_code}")
            body = b""
            for piece in answer.iter_content(64 * 1024):
                body += piece
                if len(body) > MAX_ANSWER_BYTES:
                    raise NotTrusted(f"{_where(url)} answered more than 1 MB")
                if time.monotonic() > until:
                    raise NotTrusted(f"{_where(url)} answers too slowly")
            return body
    except (requests.RequestException, UnicodeError) as error:
        raise NotTrusted(f"{_where(url)} could not be asked ({type(error).__name__})") from None


def fetch_json(method: Literal["GET", "POST"], url: str, *, home: str, **more: Any) -> JsonObject:
    """Return the JSON object of the answer; `more` as for `fetch`. Raises NotTrusted."""
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
        parts, written = urlsplit(url), urlsplit(home)
        host, _ports = parts.hostname or "", (parts.port, written.port)
    except ValueError:
        raise NotTrusted("no address") from None
    if parts.scheme != "https" and not (settings.DIRECTORY_OVER_HTTP and parts.scheme == "http"):
        raise NotTrusted(f"{_where(url)} is not https")
    if not host or parts.username is not None or parts.password is not None:
        raise NotTrusted("no address")
    at_home = _is_at_home(url, home)
    if any(_is_refused(found, at_home=at_home) for found in _resolved(host)):
        raise NotTrusted(f"{host} is not an address that may be asked")


def _is_at_home(url: str, home: str) -> bool:
    asked, written = urlsplit(url), urlsplit(home)
    return (asked.scheme, asked.hostname, asked.port) == (written.scheme, written.hostname, written.port)


def _is_refused(address: Address, *, at_home: bool) -> bool:
    if at_home:
        is_here = address.is_loopback or address.is_link_local or address.is_unspecified
        return is_here and not settings.DIRECTORY_OVER_HTTP
    return not address.is_global or address.is_multicast


def _session(*, at_home: bool) -> "requests.Session":
    """A session that sends nothing over a connection to an address that may not be asked. Behind a proxy, the proxy
    decides."""
    import requests
    from requests.adapters import HTTPAdapter

    def checked(pool: Any) -> Any:
        class Connection(pool.ConnectionCls):
            def _new_conn(self) -> socket.socket:
                connected: socket.socket = super()._new_conn()
                if _is_refused(_address(connected.getpeername()[0]), at_home=at_home):
                    connected.close()
                    raise ConnectionRefusedError
                return connected

        return type(pool.__name__, (pool,), {"ConnectionCls": Connection})

    adapter = HTTPAdapter()
    pools = adapter.poolmanager.pool_classes_by_scheme
    adapter.poolmanager.pool_classes_by_scheme = {scheme: checked(pool) for scheme, pool in pools.items()}
    session = requests.Session()
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def _address(text: object) -> Address:
    found = ipaddress.ip_address(str(text).partition("%")[0])
    return getattr(found, "ipv4_mapped", None) or found


def _resolved(host: str) -> list[Address]:
    """All addresses of `host`; none behind a proxy, which decides for itself."""
    from requests.utils import get_environ_proxies

    if get_environ_proxies(f"https://{host}/"):
        return []
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotTrusted(f"{host} was not found") from None
    return [_address(row[4][0]) for row in found]


def _where(url: str) -> str:
    """The address without its query, for a message."""
    return url.partition("?")[0][:200]
