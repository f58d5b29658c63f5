"""Signing in by SAML: responses that only a forger would make; tests/services/directory asks a real provider."""

from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Constants

from accounts.roles import Role
from accounts.user import User
from meetings.units.directory.models import DirectoryRule
from tests import factories
from tests.accounts.directory import saml_provider as idp
from tests.accounts.directory.saml_provider import NS, assertion, response, send, sign_in, signed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory() -> None:
    cache.clear()
    factories.home()
    idp.settings()
    DirectoryRule.objects.create(claim="groups", value="ledelse", role=Role.LEADERSHIP_TEAM, unit=factories.make_unit())


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def refused(client: Client, answer: Any) -> bool:
    return answer.status_code == 403 and not signed_in(client) and not SocialAccount.objects.exists()


def test_a_new_certificate_beside_the_old_is_accepted(client: Client) -> None:
    idp.settings(metadata=idp.metadata(idp.OTHER_CERTIFICATE, idp.CERTIFICATE))
    sign_in(client)
    assert signed_in(client)


WRONG: dict[str, dict[str, Any]] = {
    "no audience": {"audience": ""},
    "another issuer": {"issuer": "https://another.example"},
    "another recipient": {"recipient": "https://another.example/konto/kommunen/saml/"},
    "for another request": {"in_response_to": "_another"},
    "for no request": {"in_response_to": ""},
    "a name for one session": {"format": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_an_assertion_that_is_not_for_this_sign_in_is_refused(client: Client, wrong: dict[str, Any]) -> None:
    assert refused(client, sign_in(client, **wrong))


def evil(request_id: str) -> str:
    return assertion(request_id, id="_evil", attributes={"email": ["boss@kommunen.example"], "groups": ["ledelse"]})


def wrapped_beside(request_id: str, good: str) -> str:
    return response(request_id, evil(request_id), good)


def wrapped_in_the_evil_one(request_id: str, good: str) -> str:
    """The signed assertion within the subject's confirmation of another, which bears the signature."""
    root = etree.fromstring(response(request_id, evil(request_id)))
    found = root.find("saml:Assertion", NS)
    original = etree.fromstring(good)
    signature = original.find(f"{{{Constants.NS_DS}}}Signature")
    found.insert(1, signature)
    etree.SubElement(signature, f"{{{Constants.NS_DS}}}Object").append(original)
    return etree.tostring(root).decode()


def wrapped_with_the_same_id(request_id: str, good: str) -> str:
    xml = response(request_id, evil(request_id).replace("_evil", "_assertion-1"))
    return xml.replace("<samlp:Status>", f"<samlp:Extensions>{good}</samlp:Extensions><samlp:Status>")


@pytest.mark.parametrize("wrap", [wrapped_beside, wrapped_in_the_evil_one, wrapped_with_the_same_id])
def test_a_signed_assertion_gives_no_credit_to_one_beside_it(client: Client, wrap: Any) -> None:
    request_id = idp.begin(client)
    assert refused(client, send(client, wrap(request_id, signed(assertion(request_id)))))
    assert not User.objects.filter(email__startswith="boss").exists()


def test_a_comment_does_not_shorten_an_address(client: Client) -> None:
    attributes = {"email": ["boss@kommunen.example<!-- -->.evil.example"], "groups": ["ledelse"]}
    sign_in(client, attributes=attributes)
    assert not User.objects.filter(email="boss@kommunen.example").exists()


def test_an_assertion_in_a_new_response_is_refused(client: Client) -> None:
    """Somebody who got hold of an assertion begins a sign-in of their own, and writes its id into the response."""
    stolen = signed(assertion(idp.begin(Client())))
    assert refused(client, send(client, response(idp.begin(client), stolen)))


@pytest.mark.parametrize(
    "xml",
    [
        "no xml",
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
        "<samlp:Response xmlns:samlp='x'/>",
        "<a>" * 5000,
    ],
)
def test_other_documents_are_refused(client: Client, xml: str) -> None:
    idp.begin(client)
    assert refused(client, send(client, xml))


def test_our_metadata_are_there_before_anything_is_written(client: Client) -> None:
    idp.settings(protocol="none", metadata="")
    answer = client.get("/konto/kommunen/saml/metadata/")
    assert answer.status_code == 200 and b"AssertionConsumerService" in answer.content
    assert b"validUntil" not in answer.content, "directories keep them as a file"
