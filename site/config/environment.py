"""Read settings from environment variables, with errors that name the variable."""

import os
from ipaddress import IPv4Network, IPv6Network, ip_network

from django.core.exceptions import ImproperlyConfigured

PREFIX = "LAERINGSRUM_"


def text(name: str, default: str | None = None) -> str:
    """Return the variable LAERINGSRUM_<name>. Raises ImproperlyConfigured when it is unset and there is no default."""
    value = os.environ.get(PREFIX + name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {PREFIX}{name}.")
    return value


def flag(name: str, default: bool) -> bool:
    return text(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "on"}


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a whole number, not {value!r}.") from None


def comma_separated(name: str, default: str = "") -> list[str]:
    """Return a comma separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Return a comma separated list of networks or addresses: 10.1.0.0/16, ::1."""
    try:
        return [ip_network(word) for word in comma_separated(name)]
    except ValueError as error:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be a list of networks, such as 10.1.0.0/16: {error}") from None
