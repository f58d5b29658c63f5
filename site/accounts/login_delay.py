"""Delay sign-in attempts progressively (brute-force protection) without locking out the owner of the account.

Failed attempts are counted in the shared cache, and after a few free ones each makes the next one wait:

- in a browser where the account has signed in before (`known_browser`): counted for that browser alone;
- elsewhere: counted for account and source together and, with shorter waits, for the account from any source and for
  the source whatever the account, so that neither many machines against one account nor one against many gets far.

An account that does not exist is counted like any other, and an attempt that has to wait is answered without checking
the password: neither message nor response time reveals whether an account exists. A password reset by mail restarts
the count.
"""

import secrets
import time
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.core.cache import cache
from django.utils.crypto import salted_hmac

#: How long failed attempts are remembered after the latest one, in seconds.
REMEMBER_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class DelayPolicy:
    """After `free` failed attempts the next waits `first` seconds, then twice as long each time, at most `most`."""

    free: int
    first: int
    most: int

    def wait(self, tries: int) -> int:
        return 0 if tries <= self.free else min(self.most, self.first * 2 ** min(tries - self.free - 1, 20))


KNOWN_BROWSER_POLICY = DelayPolicy(free=5, first=10, most=15 * 60)
ACCOUNT_AND_SOURCE_POLICY = DelayPolicy(free=3, first=10, most=15 * 60)
ACCOUNT_POLICY = DelayPolicy(free=20, first=1, most=60)
SOURCE_POLICY = DelayPolicy(free=100, first=1, most=10)


class MustWait(Exception):
    """The attempt is refused; `seconds` until the next one is accepted."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Counter:
    """Counts attempts under one key in the cache. During a wait its end (seconds since 1970) is in the cache too."""

    key: str
    pace: DelayPolicy
    #: Whether a successful sign-in resets the counter. Counters that others' attempts share are not reset.
    is_own: bool

    def begin(self) -> None:
        """Count an attempt before its outcome is known, so that parallel attempts gain nothing. Raises MustWait."""
        wait = self.pace.wait(self._add(1))
        if wait and not cache.add(self._until, time.time() + wait, wait):
            self._add(-1)
            raise MustWait(max(1, round(float(cache.get(self._until) or 0) - time.time())))

    def uncount(self) -> None:
        """Uncount an attempt that succeeded or was not checked."""
        self._add(-1)
        cache.delete(self._until)

    def forget(self) -> None:
        cache.delete_many([self.key, self._until])

    @property
    def _until(self) -> str:
        return f"{self.key}:until"

    def _add(self, number: int) -> int:
        cache.add(self.key, 0, REMEMBER_SECONDS)  # raises when the cache is unavailable: then nobody signs in
        try:
            tries = cache.incr(self.key, number)
        except ValueError:  # the key expired between the two calls
            return 0
        cache.touch(self.key, REMEMBER_SECONDS)
        return tries


class SignInAttempt:
    """One attempt to sign in. Raises MustWait when it comes too early."""

    def __init__(self, login: str, source: str, browser: str) -> None:
        self.begun: list[Counter] = []
        try:
            for counter in _counters(login, source, browser):
                counter.begin()
                self.begun.append(counter)
        except MustWait:
            for counter in self.begun:
                counter.uncount()
            raise

    def was_right(self) -> None:
        for counter in self.begun:
            if counter.is_own:
                counter.forget()
            else:
                counter.uncount()


def forget_account(login: str) -> None:
    """Reset the counters of the account, for all sources."""
    cache.set(f"login-since:{account_key(login)}", secrets.token_hex(4), 2 * REMEMBER_SECONDS)


def account_key(login: str) -> str:
    """Return a keyed hash of the e-mail address, for the cache and cookies."""
    return salted_hmac("accounts.login_delay", login.strip().casefold(), algorithm="sha256").hexdigest()[:24]


def _counters(login: str, source: str, browser: str) -> list[Counter]:
    account = account_key(login)
    account = f"{account}:{cache.get(f'login-since:{account}', '')}"
    if browser:
        return [Counter(f"login:{account}:{browser}", KNOWN_BROWSER_POLICY, is_own=True)]
    network = _network(source)
    return [
        Counter(f"login:{account}:{network}", ACCOUNT_AND_SOURCE_POLICY, is_own=True),
        Counter(f"login:{account}", ACCOUNT_POLICY, is_own=False),
        Counter(f"login-from:{network}", SOURCE_POLICY, is_own=False),
    ]


def _network(source: str) -> str:
    """The address, or for IPv6 its /64 network, which belongs to one subscriber."""
    try:
        address = ip_address(source)
    except ValueError:
        return "unknown"
    length = 32 if address.version == 4 else 64
    return str(ip_network((int(address), length), strict=False)).replace("/", "-")
