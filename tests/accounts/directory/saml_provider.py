"""A SAML identity provider: it answers an AuthnRequest with a response signed by xmlsec, right or wrong."""

import base64
import zlib
from datetime import UTC, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.utils import timezone
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from accounts.directory.settings import DirectorySettings, full_url
from tests.services.directory.certificates import key_and_certificate

ENTITY_ID = "https://adgang.kommunen.example/saml"
NAME_ID = "C=DK,O=29189846,CN=Anna Dal,Serial=c1f2b6de"
NS = {"saml": Constants.NS_SAML, "samlp": Constants.NS_SAMLP}


KEY, CERTIFICATE = key_and_certificate("adgang.kommunen.example")
_OTHER_KEY, OTHER_CERTIFICATE = key_and_certificate("adgang.kommunen.example")


def metadata(*certificates: str) -> str:
    keys = "".join(
        f'<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{_body(one)}'
        "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
        for one in certificates or (CERTIFICATE,)
    )
    return (
        f'<md:EntityDescriptor xmlns:md="{Constants.NS_MD}" xmlns:ds="{Constants.NS_DS}" entityID="{ENTITY_ID}">'
        f'<md:IDPSSODescriptor protocolSupportEnumeration="{Constants.NS_SAMLP}">{keys}'
        f'<md:SingleSignOnService Binding="{Constants.BINDING_HTTP_REDIRECT}" Location="{ENTITY_ID}/sso"/>'
        "</md:IDPSSODescriptor></md:EntityDescriptor>"
    )


def _body(certificate: str) -> str:
    return "".join(certificate.strip().splitlines()[1:-1])


def settings(**fields: Any) -> DirectorySettings:
    here = DirectorySettings.here()
    words = {"protocol": "saml", "is_shown": True, "metadata": metadata(), "group_claims": "groups", **fields}
    for name, value in words.items():
        setattr(here, name, value)
    here.save()
    return here


def begin(client: Client) -> str:
    """Follow the button, and return the id of our AuthnRequest."""
    answer = client.get("/konto/kommunen/")
    assert answer.status_code == 302, answer.content[:300]
    packed = parse_qs(urlsplit(answer["Location"]).query)["SAMLRequest"][0]
    return str(etree.fromstring(zlib.decompress(base64.b64decode(packed), -15)).get("ID"))


def _moment(seconds: int) -> str:
    return f"{timezone.now().astimezone(UTC) + timedelta(seconds=seconds):%Y-%m-%dT%H:%M:%SZ}"


def assertion(request_id: str, **changes: Any) -> str:
    """An assertion without a signature. `changes`: audience, issuer, recipient, from, until, attributes, name_id …"""
    said = {
        "id": "_assertion-1", "issuer": ENTITY_ID, "audience": full_url("directory_metadata"),
        "in_response_to": request_id,
        "recipient": full_url("directory_response"), "begins": -60, "ends": 300, "name_id": NAME_ID,
        "format": "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName",
        "attributes": {"email": ["anna@kommunen.example"], "name": ["Anna Dal"], "groups": ["ledelse"]}, **changes,
    }  # fmt: skip
    attributes = "".join(
        f'<saml:Attribute Name="{name}">'
        + "".join(f"<saml:AttributeValue>{value}</saml:AttributeValue>" for value in values)
        + "</saml:Attribute>"
        for name, values in said["attributes"].items()
    )
    audience = (
        f"<saml:AudienceRestriction><saml:Audience>{said['audience']}</saml:Audience></saml:AudienceRestriction>"
        if said["audience"]
        else ""
    )
    answers = f' InResponseTo="{said["in_response_to"]}"' if said["in_response_to"] else ""
    return (
        f'<saml:Assertion xmlns:saml="{Constants.NS_SAML}" ID="{said["id"]}" Version="2.0" IssueInstant="{_moment(0)}">'
        f"<saml:Issuer>{said['issuer']}</saml:Issuer>"
        f'<saml:Subject><saml:NameID Format="{said["format"]}">{said["name_id"]}</saml:NameID>'
        f'<saml:SubjectConfirmation Method="{Constants.CM_BEARER}"><saml:SubjectConfirmationData{answers}'
        f' Recipient="{said["recipient"]}" NotOnOrAfter="{_moment(said["ends"])}"/></saml:SubjectConfirmation>'
        "</saml:Subject>"
        f'<saml:Conditions NotBefore="{_moment(said["begins"])}" NotOnOrAfter="{_moment(said["ends"])}">{audience}'
        "</saml:Conditions>"
        f'<saml:AuthnStatement AuthnInstant="{_moment(0)}" SessionIndex="_session"><saml:AuthnContext>'
        "<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef>"
        "</saml:AuthnContext></saml:AuthnStatement>"
        f"<saml:AttributeStatement>{attributes}</saml:AttributeStatement></saml:Assertion>"
    )


def signed(xml: str) -> str:
    found = OneLogin_Saml2_Utils.add_sign(xml, KEY, CERTIFICATE, False, Constants.RSA_SHA256, Constants.SHA256)
    return found.decode() if isinstance(found, bytes) else found


def response(request_id: str, *assertions: str) -> str:
    """A response that holds the assertions; it has no signature of its own."""
    answers = f' InResponseTo="{request_id}"' if request_id else ""
    return (
        f'<samlp:Response xmlns:samlp="{Constants.NS_SAMLP}" xmlns:saml="{Constants.NS_SAML}" ID="_response-1"'
        f' Version="2.0" IssueInstant="{_moment(0)}" Destination="{full_url("directory_response")}"{answers}>'
        f"<saml:Issuer>{ENTITY_ID}</saml:Issuer><samlp:Status><samlp:StatusCode Value="
        f'"urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>{"".join(assertions)}</samlp:Response>'
    )


def send(client: Client, xml: str) -> Any:
    """Post the response as the provider's page does, and follow to where it is read."""
    answer = client.post("/konto/kommunen/saml/", {"SAMLResponse": base64.b64encode(xml.encode()).decode()})
    return client.get(answer["Location"]) if answer.status_code == 302 else answer


def sign_in(client: Client, **changes: Any) -> Any:
    request_id = begin(client)
    return send(client, response(request_id, signed(assertion(request_id, **changes))))
