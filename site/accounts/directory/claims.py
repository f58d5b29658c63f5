"""What the directory says about a person, in one form for both protocols, and bounded."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from foundation import cpr

MAX_CLAIMS = 100
MAX_VALUES = 500  # of one claim; whoever is in more groups needs a directory that only names those of this system
MAX_VALUE_LENGTH = 500  # characters of a value
MAX_DEPTH = 4  # claims within claims, as Keycloak's resource_access.laeringsrum.roles

#: The same things have other names in each protocol and product.
EMAILS = (
    "email",
    "mail",
    "https://data.gov.dk/model/core/eid/email",
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
)
NAMES = (
    "name",
    "displayName",
    "https://data.gov.dk/model/core/eid/fullName",
    "urn:oid:2.16.840.1.113730.3.1.241",
    "http://schemas.microsoft.com/identity/claims/displayname",
    "urn:oid:2.5.4.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name",
)
#: The id of a group or a person: digits in it are no CPR number.
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
CPR_CLAIM = re.compile("cpr", re.IGNORECASE)

#: A claim and one of its values.
Value = tuple[str, str]


@dataclass(frozen=True)
class Claims:
    """`issuer` and `subject` together are the person; `values` are all claims with their values as text."""

    issuer: str
    subject: str
    values: Mapping[str, tuple[str, ...]]
    #: False when the directory itself says that the address is not confirmed.
    email_may_be_trusted: bool = True
    #: By which the directory can be asked again without the person (refresh_token.py); a secret.
    refresh_token: str = field(default="", repr=False)
    #: That of the sign-in.
    nonce: str = field(default="", repr=False)

    @property
    def key(self) -> str:
        """Under which the account is stored: a hash, as a subject may be a user name or worse."""
        return hashlib.sha256(f"{self.issuer}\n{self.subject}".encode()).hexdigest()

    @property
    def email(self) -> str:
        return self._first(EMAILS).lower()

    @property
    def name(self) -> str:
        parts = (self._first(("given_name",)), self._first(("family_name",)))
        return (self._first(NAMES) or " ".join(filter(None, parts)))[:150]

    def _first(self, names: Iterable[str]) -> str:
        return next((self.values[name][0] for name in names if self.values.get(name)), "")

    def chosen(self, names: Iterable[str]) -> frozenset[Value]:
        """The values of the claims `names`."""
        return frozenset((name, value) for name in names for value in self.values.get(name, ()))


def values_of(claims: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return all text, numbers and truths in `claims`, those of a claim within another under "outer.inner".

    What would name a CPR number, or looks like one, is left out: nothing here may need it.
    """
    found: dict[str, tuple[str, ...]] = {}
    _collect(claims, "", found, MAX_DEPTH)
    return found


def _collect(claims: Mapping[str, object], before: str, found: dict[str, tuple[str, ...]], deep: int) -> None:
    for key, value in claims.items():
        name = f"{before}{key}"
        if len(found) >= MAX_CLAIMS or len(name) > MAX_VALUE_LENGTH:
            return
        if CPR_CLAIM.search(name):
            continue
        if isinstance(value, Mapping):
            if deep:
                _collect(value, f"{name}.", found, deep - 1)
            continue
        values = value if isinstance(value, (list, tuple)) else [value]
        texts = (_text(one) for one in values[:MAX_VALUES])
        found[name] = tuple(dict.fromkeys(text for text in texts if text and not _holds_cpr(text)))


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip()[:MAX_VALUE_LENGTH] if isinstance(value, (str, int)) else ""


def _holds_cpr(text: str) -> bool:
    return not UUID.fullmatch(text) and cpr.holds(text)
