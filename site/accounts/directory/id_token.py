"""Check an id token as OpenID Connect Core 3.1.3.7 says, always with its signature.

django-allauth leaves out the signature of what it fetched itself, and sends no nonce.
"""

from collections.abc import Callable
from secrets import compare_digest
from typing import Any

from accounts.directory.errors import NotTrusted
from foundation.text.json_object import JsonObject

#: Signatures with a public key. HS256 would make the client's secret the key, and "none" no key at all.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
#: Seconds by which the clocks of directory and server may differ.
CLOCK_SKEW = 120

#: The published keys (JWKS); with True asked for anew, because the key was not among them.
Keys = Callable[[bool], list[JsonObject]]


def check_id_token(
    token: str, *, keys: Keys, issuer: str, client_id: str, nonce: str, is_again: bool = False
) -> dict[str, object]:
    """Return the claims of the token. One that `is_again` issued (12.2) may leave out the nonce. Raises NotTrusted."""
    import jwt

    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise NotTrusted("id token: its algorithm is not accepted")
        claims: dict[str, object] = jwt.decode(
            token,
            key=_key(header.get("kid"), algorithm, keys),
            algorithms=[algorithm],
            audience=client_id,
            issuer=issuer,
            leeway=CLOCK_SKEW,
            options={"require": ["exp", "iat", "iss", "aud", "sub", *([] if is_again else ["nonce"])]},
        )
    except jwt.PyJWTError as error:
        raise NotTrusted(f"id token: {error}") from None
    given = claims.get("nonce", nonce)
    if not isinstance(given, str) or not compare_digest(given.encode(), nonce.encode()):
        raise NotTrusted("id token: made for another sign-in (nonce)")
    authorized = claims.get("azp")
    if authorized is None and isinstance(claims["aud"], list) and len(claims["aud"]) > 1:
        raise NotTrusted("id token: for several, and not saying for whom (azp)")
    if authorized is not None and authorized != client_id:
        raise NotTrusted("id token: made for another (azp)")
    return claims


def _key(kid: object, algorithm: str, keys: Keys) -> Any:
    """The published key with this id that fits the algorithm; the only one where the token names none."""
    import jwt

    kind = "EC" if algorithm.startswith("ES") else "RSA"
    for again in (False, True):
        fitting = [
            one
            for one in keys(again)
            if isinstance(one, dict) and one.get("kty") == kind and one.get("use", "sig") == "sig"
            and one.get("alg", algorithm) == algorithm and (kid is None or one.get("kid") == kid)
        ]  # fmt: skip
        if len(fitting) == 1:
            return jwt.PyJWK(fitting[0], algorithm).key
    raise NotTrusted("id token: signed with a key that the directory does not publish")
