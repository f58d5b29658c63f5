"""Redis cache backend that tolerates outages of Redis."""

import logging
from collections.abc import Iterable
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError as RedisGone
from redis.exceptions import TimeoutError as RedisSilent

log = logging.getLogger("laeringsrum.cache")

REDIS_ERRORS = (RedisGone, RedisSilent)
T = TypeVar("T")


class OptionalRedisCache(RedisCache):
    """While Redis is unavailable nothing is cached: reads miss and writes are lost, with a warning in the log.

    `add` raises all the same, because the login delay depends on it: without counting attempts nobody can sign in
    (503). Users who are signed in notice nothing; sessions are in the database.
    """

    def get(self, key: str, default: object = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except REDIS_ERRORS as error:
            return _without(error, default)

    def get_many(self, keys: Iterable[str], version: int | None = None) -> dict[str, object]:
        try:
            return super().get_many(keys, version)
        except REDIS_ERRORS as error:
            return _without(error, {})

    def set(self, key: str, value: object, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except REDIS_ERRORS as error:
            _without(error, None)

    def delete(self, key: str, version: int | None = None) -> bool:
        try:
            return super().delete(key, version)
        except REDIS_ERRORS as error:
            return _without(error, False)


def _without(error: Exception, instead: T) -> T:
    log.warning("the cache cannot be reached (%s)", type(error).__name__)
    return instead
