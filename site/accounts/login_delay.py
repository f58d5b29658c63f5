"""Guessing a password takes ever longer, and those who know theirs are not locked out by those who guess.

Wrong tries are counted in the shared cache, and after a few free ones each makes the next wait:

- in a browser where the account has signed in before (`known_browser`): by that browser alone;
- elsewhere: by account and source together, and, with shorter waits, by the account from anywhere and by the source
  whatever the account, so that neither many machines against one account nor one machine against many gets far.

An account that does not exist is counted like any other, and a try that has to wait is answered without looking at the
password: neither words nor time tell who has an account. Choosing a new password by mail begins anew.
"""

import secrets
import time
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from django.core.cache import cache
from django.utils.crypto import salted_hmac

#: How long a wrong try is remembered after the last one, in seconds.
KEPT = 24 * 60 * 60


@dataclass(frozen=True)
class Pace:
    """After `free` wrong tries the next waits `first` seconds, then twice as long each time, at most `most`."""

    free: int
    first: int
    most: int

    def wait(self, tries: int) -> int:
        return 0 if tries <= self.free else min(self.most, self.first * 2 ** min(tries - self.free - 1, 20))


OF_A_KNOWN_BROWSER = Pace(free=5, first=10, most=15 * 60)
OF_ACCOUNT_AND_SOURCE = Pace(free=3, first=10, most=15 * 60)
OF_AN_ACCOUNT = Pace(free=20, first=1, most=60)
OF_A_SOURCE = Pace(free=100, first=1, most=10)


class MustWait(Exception):
    """`seconds` until the next try is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(seconds)
        self.seconds = seconds


@dataclass(frozen=True)
class Counter:
    """Tries of one kind. While a wait runs, its end (seconds since 1970) stands in the cache too."""

    key: str
    pace: Pace
    #: Whether one right password forgets all wrong ones. What others may have tried is not forgotten with it.
    is_own: bool

    def begin(self) -> None:
        """Counts a try, before it is known whether it is right, so that many at once gain nothing. Raises MustWait."""
        wait = self.pace.wait(self._add(1))
        if wait and not cache.add(self._until, time.time() + wait, wait):
            self._add(-1)
            raise MustWait(max(1, round(float(cache.get(self._until) or 0) - time.time())))

    def take_back(self) -> None:
        """The try was right, or was not looked at."""
        self._add(-1)
        cache.delete(self._until)

    def forget(self) -> None:
        cache.delete_many([self.key, self._until])

    @property
    def _until(self) -> str:
        return f"{self.key}:until"

    def _add(self, number: int) -> int:
        cache.add(self.key, 0, KEPT)  # raises when the cache is away: then nobody signs in
        try:
            tries = cache.incr(self.key, number)
        except ValueError:  # it ran out between the two
            return 0
        cache.touch(self.key, KEPT)
        return tries


class Try:
    """One try to sign in. Raises MustWait when it begins too early."""

    def __init__(self, login: str, source: str, browser: str) -> None:
        self.begun: list[Counter] = []
        try:
            for counter in _counters(login, source, browser):
                counter.begin()
                self.begun.append(counter)
        except MustWait:
            for counter in self.begun:
                counter.take_back()
            raise

    def was_right(self) -> None:
        for counter in self.begun:
            if counter.is_own:
                counter.forget()
            else:
                counter.take_back()


def forget_account(login: str) -> None:
    """Wrong tries so far count no more, wherever they came from."""
    cache.set(f"login-since:{account_key(login)}", secrets.token_hex(4), 2 * KEPT)


def account_key(login: str) -> str:
    """Stands for the address in the cache and in cookies, where it can't be read."""
    return salted_hmac("accounts.login_delay", login.strip().casefold(), algorithm="sha256").hexdigest()[:24]


def _counters(login: str, source: str, browser: str) -> list[Counter]:
    account = account_key(login)
    account = f"{account}:{cache.get(f'login-since:{account}', '')}"
    if browser:
        return [Counter(f"login:{account}:{browser}", OF_A_KNOWN_BROWSER, is_own=True)]
    network = _network(source)
    return [
        Counter(f"login:{account}:{network}", OF_ACCOUNT_AND_SOURCE, is_own=True),
        Counter(f"login:{account}", OF_AN_ACCOUNT, is_own=False),
        Counter(f"login-from:{network}", OF_A_SOURCE, is_own=False),
    ]


def _network(source: str) -> str:
    """Whoever has one IPv6 address has all of its /64."""
    try:
        address = ip_address(source)
    except ValueError:
        return "unknown"
    length = 32 if address.version == 4 else 64
    return str(ip_network((int(address), length), strict=False)).replace("/", "-")
