"""Signing in by SAML: what is accepted, and all that is not."""

import base64
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
from meetings.units.membership import Membership
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


def test_a_signed_assertion_for_this_sign_in_is_accepted(client: Client) -> None:
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (302, "/"), answer.content
    anna = User.objects.get(email="anna@kommunen.example")
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert anna.memberships.get().role == Role.LEADERSHIP_TEAM


def test_a_new_certificate_beside_the_old_is_accepted(client: Client) -> None:
    idp.settings(metadata=idp.metadata(idp.OTHER_CERTIFICATE, idp.CERTIFICATE))
    sign_in(client)
    assert signed_in(client)


WRONG: dict[str, dict[str, Any]] = {
    "another audience": {"audience": "https://another.example"},
    "no audience": {"audience": ""},
    "another issuer": {"issuer": "https://another.example"},
    "another recipient": {"recipient": "https://another.example/konto/kommunen/saml/"},
    "over": {"ends": -301},
    "not begun": {"begins": 360},  # five minutes are allowed, and the clock goes on during the test
    "for another request": {"in_response_to": "_another"},
    "for no request": {"in_response_to": ""},
    "a name for one session": {"format": "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_an_assertion_that_is_not_for_this_sign_in_is_refused(client: Client, wrong: dict[str, Any]) -> None:
    assert refused(client, sign_in(client, **wrong))


def test_clocks_may_differ_by_a_few_minutes(client: Client) -> None:
    sign_in(client, begins=240)
    assert signed_in(client)


@pytest.mark.parametrize(
    "sign",
    [
        lambda xml: xml,
        lambda xml: signed(xml, key=idp.OTHER_KEY, certificate=idp.OTHER_CERTIFICATE),
        lambda xml: signed(xml, algorithm=Constants.RSA_SHA1),
        lambda xml: signed(xml).replace("ledelse", "andet"),
        lambda xml: signed(xml).replace("anna@", "boss@"),
    ],
    ids=["unsigned", "another key", "SHA-1", "a changed group", "a changed address"],
)
def test_what_is_not_signed_by_the_directory_is_refused(client: Client, sign: Any) -> None:
    request_id = idp.begin(client)
    assert refused(client, send(client, response(request_id, sign(assertion(request_id)))))


def evil(request_id: str) -> str:
    return assertion(request_id, id="_evil", attributes={"email": ["boss@kommunen.example"], "groups": ["ledelse"]})


def wrapped_beside(request_id: str, good: str) -> str:
    return response(request_id, evil(request_id), good)


def wrapped_in_extensions(request_id: str, good: str) -> str:
    xml = response(request_id, evil(request_id))
    return xml.replace("<samlp:Status>", f"<samlp:Extensions>{good}</samlp:Extensions><samlp:Status>")


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


@pytest.mark.parametrize(
    "wrap", [wrapped_beside, wrapped_in_extensions, wrapped_in_the_evil_one, wrapped_with_the_same_id]
)
def test_a_signed_assertion_gives_no_credit_to_one_beside_it(client: Client, wrap: Any) -> None:
    request_id = idp.begin(client)
    assert refused(client, send(client, wrap(request_id, signed(assertion(request_id)))))
    assert not User.objects.filter(email__startswith="boss").exists()


def test_a_comment_does_not_shorten_an_address(client: Client) -> None:
    attributes = {"email": ["boss@kommunen.example<!-- -->.evil.example"], "groups": ["ledelse"]}
    sign_in(client, attributes=attributes)
    assert not User.objects.filter(email="boss@kommunen.example").exists()


def test_a_response_is_used_once_and_only_in_the_browser_that_asked(client: Client) -> None:
    request_id = idp.begin(client)
    xml = response(request_id, signed(assertion(request_id)))
    assert refused(Client(), send(Client(), xml))
    assert send(client, xml).status_code == 302
    assert send(client, xml).status_code == 403


def test_an_assertion_in_a_new_response_is_refused(client: Client) -> None:
    """Somebody who got hold of an assertion begins a sign-in of their own, and writes its id into the response."""
    stolen = signed(assertion(idp.begin(Client())))
    assert refused(client, send(client, response(idp.begin(client), stolen)))


def test_a_response_that_nobody_asked_for_is_refused(client: Client) -> None:
    idp.begin(client)
    assert refused(client, send(client, response("", signed(assertion("")))))


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


PRIVILEGES = """<bpp:PrivilegeList xmlns:bpp="http://itst.dk/oiosaml/basic_privilege_profile">
  <PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:29189846">
    <Constraint Name="http://kommune.kombit.dk/constraints/orgenhed/1">c1f2</Constraint>
    <Privilege>http://laeringsrum.dk/roles/jobrole/leder/1</Privilege>
  </PrivilegeGroup>
  <PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:11111111">
    <Privilege>http://laeringsrum.dk/roles/jobrole/administrator/1</Privilege>
  </PrivilegeGroup>
</bpp:PrivilegeList>"""


def test_job_functions_of_this_municipality_give_roles(client: Client) -> None:
    idp.settings(cvr_number="29189846")
    unit = factories.make_unit()
    base = "http://laeringsrum.dk/roles/jobrole/"
    within = " [http://kommune.kombit.dk/constraints/orgenhed/1=c1f2]"
    for value, role, where in [
        (f"{base}leder/1{within}", Role.AGREEMENT_HOLDER, unit),
        (f"{base}leder/1", Role.CENTRAL_EDITOR, None),
        (f"{base}administrator/1", Role.ADMINISTRATOR, None),
    ]:
        DirectoryRule.objects.create(claim="job_function", value=value, role=role, unit=where)
    encoded = base64.b64encode(PRIVILEGES.encode()).decode()
    name = "dk:gov:saml:attribute:Privileges_intermediate"
    sign_in(client, attributes={"email": ["anna@kommunen.example"], name: [encoded]})
    assert [(row.role, row.unit_id) for row in Membership.objects.all()] == [(Role.AGREEMENT_HOLDER, unit.pk)]
