"""A SAML identity provider of pysaml2, as a process: `python -m tests.services.directory.saml_server PORT METADATA`.

METADATA is the address of ours. `/metadata` are its own; `/sso` checks our AuthnRequest and asks who signs in;
`/answer` sends the response by a form that the browser posts. `PUT /people/NAME` says what it knows of somebody;
`PUT /fault` makes the next answers wrong (FAULTS), `PUT /clock` its clock by so many seconds, and `PUT /demands` says
whether requests must be signed and assertions are encrypted.
"""

import base64
import html
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import time_machine
from lxml import etree
from saml2 import BINDING_HTTP_POST, BINDING_HTTP_REDIRECT
from saml2.authn_context import PASSWORD
from saml2.config import IdPConfig
from saml2.metadata import create_metadata_string
from saml2.saml import NAMEID_FORMAT_PERSISTENT, NameID
from saml2.server import Server
from saml2.xmldsig import DIGEST_SHA1, DIGEST_SHA256, SIG_RSA_SHA1, SIG_RSA_SHA256

from tests.services.directory.certificates import key_and_certificate

PRIVILEGES = "dk:gov:saml:attribute:Privileges_intermediate"
NS = {"saml": "urn:oasis:names:tc:SAML:2.0:assertion", "samlp": "urn:oasis:names:tc:SAML:2.0:protocol"}
ELSEWHERE = "https://another.example"
RIGHT = {"sign_assertion": True, "sign_response": False, "sign_alg": SIG_RSA_SHA256, "digest_alg": DIGEST_SHA256}
#: What pysaml2 is told, other than what is right; the times are those of a clock that is wrong by so many seconds.
FAULTS: dict[str, dict[str, Any]] = {
    "another audience": {"sp_entity_id": ELSEWHERE},
    "another destination": {"destination": ELSEWHERE},
    "a clock ten minutes late": {"clock": -600},
    "a clock ten minutes early": {"clock": 600},
    "another request": {"in_response_to": "_another"},
    "no request": {"in_response_to": None},
    "unsigned": {"sign_assertion": False},
    "only the response signed": {"sign_assertion": False, "sign_response": True},
    "SHA-1": {"sign_alg": SIG_RSA_SHA1, "digest_alg": DIGEST_SHA1},
    "another key": {"key": 1},
    "changed": {},
    "wrapped": {},
    "the last one again": {},
}


class Provider:
    def __init__(self, url: str, service: str) -> None:
        self.url, self.service = url, service
        self.folder = Path(tempfile.mkdtemp(prefix="saml-"))
        for number in (0, 1):  # that of its metadata, and one that nobody trusts
            key, certificate = key_and_certificate("adgang.kommunen.example")
            (self.folder / f"{number}.key").write_text(key)
            (self.folder / f"{number}.pem").write_text(certificate)
        self.people: dict[str, dict[str, Any]] = {}
        self.fault, self.clock = "", 0
        self.demands: dict[str, bool] = {}
        self.last = ""
        self.servers: dict[int, Server] = {}

    def config(self, *, key: int = 0, **more: Any) -> IdPConfig:
        return IdPConfig().load({
            "entityid": f"{self.url}/metadata",
            "xmlsec_binary": shutil.which("xmlsec1"),
            "key_file": str(self.folder / f"{key}.key"),
            "cert_file": str(self.folder / f"{key}.pem"),
            "service": {
                "idp": {
                    "endpoints": {"single_sign_on_service": [(f"{self.url}/sso", BINDING_HTTP_REDIRECT)]},
                    "want_authn_requests_signed": self.demands.get("signed_requests", False),
                    "policy": {"default": {"lifetime": {"minutes": 4}}},
                }
            },
            **more,
        })  # fmt: skip

    def server(self, key: int = 0) -> Server:
        """It reads our metadata from the running site, the first time."""
        if key not in self.servers:
            self.servers[key] = Server(config=self.config(key=key, metadata={"remote": [{"url": self.service}]}))
        return self.servers[key]

    def metadata(self) -> str:
        return str(create_metadata_string(None, config=self.config()).decode())

    def asked(self, query: dict[str, str]) -> dict[str, Any]:
        """Our AuthnRequest, checked: destination, signature and that our metadata name where to answer."""
        server = self.server()
        request = server.parse_authn_request(
            query["SAMLRequest"], BINDING_HTTP_REDIRECT, relay_state=query.get("RelayState"),
            sigalg=query.get("SigAlg"), signature=query.get("Signature"),
        )  # fmt: skip
        return dict(server.response_args(request.message, [BINDING_HTTP_POST]))

    def answer(self, query: dict[str, str], who: str) -> tuple[str, str]:
        """The response for `who`, right or wrong, and where it is posted."""
        asked = self.asked(query)
        target = asked["destination"]
        if self.fault == "the last one again":
            return self.last, target
        told = {name: asked[name] for name in ("in_response_to", "sp_entity_id", "destination")}
        told |= RIGHT | FAULTS.get(self.fault, {})
        told["encrypt_assertion"] = self.demands.get("encrypted_assertions", False)
        server = self.server(told.pop("key", 0))
        with time_machine.travel(time.time() + told.pop("clock", self.clock), tick=True):
            response = str(server.create_authn_response(
                identity=self.identity(who), userid=who, authn={"class_ref": PASSWORD, "authn_auth": self.url},
                name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text=f"id-of-{who}"), **told,
            ))  # fmt: skip
        if self.fault == "changed":
            response = response.replace("ledelse", "chefer")
        elif self.fault == "wrapped":
            response = wrapped(response)
        self.last = response
        return response, target

    def identity(self, who: str) -> dict[str, Any]:
        known = dict(self.people[who])
        if "privileges" in known:
            known[PRIVILEGES] = base64.b64encode(known.pop("privileges").encode()).decode()
        return known


def wrapped(response: str) -> str:
    """The signed assertion moved to where nobody reads it, and one that gives another role in its place."""
    root = etree.fromstring(response.encode())
    signed = root.find("saml:Assertion", NS)
    evil = deepcopy(signed)
    evil.set("ID", "_evil")
    evil.remove(evil.find("{http://www.w3.org/2000/09/xmldsig#}Signature"))
    for value in evil.iterfind(".//saml:AttributeValue", NS):
        value.text = (value.text or "").replace("ledelse", "chefer")
    root.replace(signed, evil)
    extensions = etree.Element(f"{{{NS['samlp']}}}Extensions")
    extensions.append(signed)
    root.insert(1, extensions)
    return etree.tostring(root).decode()


def page(words: str, form: str) -> str:
    return (
        '<!doctype html><html lang="da"><meta name="viewport" content="width=device-width"><title>Kommunens login'
        f"</title><h1>{words}</h1>{form}</html>"
    )


def hidden(**fields: str) -> str:
    return "".join(f'<input type="hidden" name="{name}" value="{html.escape(v)}">' for name, v in fields.items())


def application(provider: Provider) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        kind = "text/html; charset=utf-8"
        match environ["REQUEST_METHOD"], *environ["PATH_INFO"].strip("/").split("/"):
            case "PUT", "people", name:
                provider.people[name], said = json.loads(body), ""
            case "PUT", "fault":
                provider.fault, said = json.loads(body), ""
            case "PUT", "clock":
                provider.clock, said = json.loads(body), ""
            case "PUT", "demands":
                provider.demands, said = json.loads(body), ""
                provider.servers.clear()
            case "GET", "metadata":
                kind, said = "application/samlmetadata+xml", provider.metadata()
            case "GET", "sso":
                query = words_of(environ["QUERY_STRING"])
                provider.asked(query)
                buttons = "".join(f'<button name="who" value="{name}">{name}</button> ' for name in provider.people)
                said = page("Hvem er du?", f'<form method="post" action="/answer">{hidden(**query)}{buttons}</form>')
            case "POST", "answer":
                query = words_of(body)
                response, target = provider.answer(query, query.pop("who"))
                fields = hidden(
                    SAMLResponse=base64.b64encode(response.encode()).decode(), RelayState=query.get("RelayState", "")
                )
                form = f'<form method="post" action="{html.escape(target)}">{fields}<button>Fortsæt</button></form>'
                said = page("Du er logget ind", form + "<script>document.forms[0].submit()</script>")
            case _:
                kind, said = "text/plain", ""
        start_response("200 OK", [("Content-Type", kind)])
        return [said.encode()]

    return answer


def words_of(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


class ThreadingServer(ThreadingMixIn, WSGIServer):
    """A browser opens connections that it does not use."""

    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *arguments: Any) -> None: ...


if __name__ == "__main__":
    port, metadata = int(sys.argv[1]), sys.argv[2]
    provider = Provider(f"http://127.0.0.1:{port}", metadata)
    make_server("127.0.0.1", port, application(provider), ThreadingServer, Silent).serve_forever()
