"""The keys of the chain (settings.AUDIT_KEYS), apart from SECRET_KEY: the present one first, then earlier ones."""

import hmac
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings


class KeyIsUnknown(Exception):
    """The chain was sealed with a key that is not among settings.AUDIT_KEYS."""


@dataclass(frozen=True)
class Key:
    """`id` names the key in blocks without telling it."""

    secret: bytes

    @property
    def id(self) -> str:
        return self.mac("key id")[:12]

    def mac(self, *parts: str) -> str:
        """HMAC-SHA256 of the parts as hexadecimal digits. Each part is preceded by its length, so that no two lists of
        parts are the same bytes."""
        encoded = [part.encode() for part in parts]
        return hmac.digest(self.secret, b"".join(b"%d:%b" % (len(one), one) for one in encoded), "sha256").hex()


def all_keys() -> list[Key]:
    """Return the present key first. Without any in the settings, one derived from SECRET_KEY; production requires
    one."""
    return list(_keys(tuple(settings.AUDIT_KEYS), settings.SECRET_KEY))


def present_key() -> Key:
    return all_keys()[0]


def key_of(key_id: str) -> Key:
    """Return the key. Raises KeyIsUnknown."""
    for key in all_keys():
        if key.id == key_id:
            return key
    raise KeyIsUnknown(key_id)


@lru_cache(maxsize=8)
def _keys(secrets: tuple[str, ...], secret_key: str) -> tuple[Key, ...]:
    derived = Key(secret_key.encode()).mac("audit key, derived")
    return tuple(Key(secret.encode()) for secret in secrets or (derived,))
