"""An OpenID Connect provider without a network: it answers what `outgoing_requests` would fetch, right or wrong."""

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from accounts.directory import openid
from accounts.directory.settings import DirectorySettings

ISSUER = "https://login.kommunen.example/tenant/v2.0"
CLIENT_ID = "laeringsrum"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_key(kid: str = "one") -> dict[str, Any]:
    return {**jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True), "kid": kid, "use": "sig"}


def settings(**fields: Any) -> DirectorySettings:
    """The stored settings of this provider."""
    here = DirectorySettings.here()
    words = {"protocol": "openid", "is_shown": True, "issuer": ISSUER, "client_id": CLIENT_ID, **fields}
    for name, value in words.items():
        setattr(here, name, value)
    here.save()
    return here


class FakeProvider:
    """`claims` are added to the next token, or replace what would be right in it; None leaves one out."""

    def __init__(self, monkeypatch: Any) -> None:
        self.claims: dict[str, Any] = {}
        self.sign: dict[str, Any] = {"key": KEY, "algorithm": "RS256", "headers": {"kid": "one"}}
        self.described: dict[str, Any] = {
            "issuer": ISSUER,
            "authorization_endpoint": ISSUER + "/authorize",
            "token_endpoint": ISSUER + "/token",
            "jwks_uri": ISSUER + "/keys",
        }
        self.nonce = ""
        self.asked: list[dict[str, Any]] = []
        #: Added to the next answers of the token endpoint, or in place of what would be in them; None leaves one out.
        self.answer: dict[str, Any] = {}
        self.userinfo: dict[str, Any] | None = None
        monkeypatch.setattr(openid, "fetch_json", self.fetch_json)

    def fetch_json(self, method: str, url: str, *, home: str, **more: Any) -> dict[str, Any]:
        if url == ISSUER + "/.well-known/openid-configuration":
            return self.described
        if url == self.described["jwks_uri"]:
            return {"keys": [public_key()]}
        if self.userinfo is not None and url == self.described["userinfo_endpoint"]:
            return self.userinfo
        assert (method, url) == ("POST", self.described["token_endpoint"])
        self.asked.append(more)
        answer = {"access_token": "x", "id_token": self.token(), **self.answer}
        return {name: value for name, value in answer.items() if value is not None}

    def token(self) -> str:
        now = int(time.time())
        right = {"iss": ISSUER, "aud": CLIENT_ID, "sub": "anna", "iat": now, "exp": now + 300, "nonce": self.nonce,
                 "email": "anna@kommunen.example", "name": "Anna Dal", "groups": ["ledelse"]}  # fmt: skip
        claims = {name: value for name, value in {**right, **self.claims}.items() if value is not None}
        return jwt.encode(claims, **self.sign)

    def begin(self, client: Client, address: str = "/konto/kommunen/") -> dict[str, str]:
        """Follow the button, and return the words of our request."""
        answer = client.get(address)
        assert answer.status_code == 302, answer.content[:300]
        words = {name: found[0] for name, found in parse_qs(urlsplit(answer["Location"]).query).items()}
        self.nonce = words["nonce"]
        return words

    def come_back(self, client: Client, state: str) -> Any:
        return client.get("/konto/kommunen/svar/", {"code": "a-code", "state": state})

    def sign_in(self, client: Client, **claims: Any) -> Any:
        self.claims = claims
        return self.come_back(client, self.begin(client)["state"])
