"""Signing in by a real SAML provider, a process of its own (saml_server.py), at the real server."""

from collections.abc import Iterator

import pytest
import requests

from tests.services.directory.certificates import key_and_certificate
from tests.services.directory.providers import SamlProvider
from tests.services.servers import Installation
from tests.services.visitor import Visitor

PRIVILEGES = """<bpp:PrivilegeList xmlns:bpp="http://itst.dk/oiosaml/basic_privilege_profile">
  <PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:29189846">
    <Constraint Name="http://kommune.kombit.dk/constraints/orgenhed/1">{unit}</Constraint>
    <Privilege>http://laeringsrum.dk/roles/jobrole/leder/1</Privilege>
  </PrivilegeGroup>
  <PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:{other}">
    <Privilege>http://laeringsrum.dk/roles/jobrole/administrator/1</Privilege>
  </PrivilegeGroup>
</bpp:PrivilegeList>"""


@pytest.fixture
def provider(installation_on_sqlite: Installation) -> Iterator[SamlProvider]:
    with SamlProvider(installation_on_sqlite.url) as found:
        yield found


#: The faults of saml_server.py, and why each is refused: a response that is wrong in another way proves nothing.
REASONS = {
    "another audience": "is not a valid audience",
    "another destination": "instead of https://another.example",
    "a clock ten minutes late": "timestamp: expired",
    "a clock ten minutes early": "timestamp: not yet valid",
    "another request": "it answers no sign-in of this browser",
    "no request": "it answers no request of ours",
    "unsigned": "The Assertion of the Response is not signed",
    "only the response signed": "The Assertion of the Response is not signed",
    "SHA-1": "Deprecated signature algorithm",
    "another key": "Signature validation failed",
    "changed": "Signature validation failed",
    "wrapped": "must contain 1 assertion",
    "the last one again": "it answers no sign-in of this browser",
}


def test_what_the_provider_signs_for_this_sign_in_is_accepted_and_nothing_else(
    installation_on_sqlite: Installation, provider: SamlProvider
) -> None:
    site = installation_on_sqlite
    for name, pem in zip(("KEY", "CERTIFICATE"), key_and_certificate("laeringsrum.example"), strict=True):
        file = site.data_dir / f"{name}.pem"
        file.write_text(pem)
        site.environment[f"LAERINGSRUM_DIRECTORY_{name}_FILE"] = str(file)
    site.environment |= {"PROTOCOL": "saml", "DIRECTORY": provider.url}
    scene = site.python("tests.services.directory.a_directory")
    site.start(workers=1)
    anna = {"mail": "anna@kommunen.example", "displayName": "Anna Dal"}
    provider.person("anna", **anna, groups=["ledelse"])
    provider.put("demands", {"signed_requests": True})

    def refused(answer: requests.Response, visitor: Visitor, reason: str) -> bool:
        """The page says so, nobody is signed in, and the log says why."""
        why = next((line for line in reversed(site.said().splitlines()) if "by the directory failed" in line), "")
        page = visitor.session.get(site.url + "/konto/beskeder/", timeout=30)
        return "Du er ikke logget ind" in answer.text and "/konto/login/" in page.url and reason in why

    def may_write(visitor: Visitor) -> bool:
        page = visitor.session.get(site.url + scene["unit"] + "rediger/", timeout=30)
        return page.status_code == 200 and "/konto/login/" not in page.url

    first = Visitor(site.url)
    target, sent = provider.response(first, "anna")
    thief = Visitor(site.url)
    assert refused(thief.session.post(target, data=sent, timeout=30), thief, "no sign-in of this browser")
    assert first.session.post(target, data=sent, timeout=30).url == site.url + "/", site.said()
    assert may_write(first), "the leadership team writes the profile"

    for fault, reason in REASONS.items():
        provider.put("fault", fault)
        visitor = Visitor(site.url)
        assert refused(provider.press(visitor, "anna"), visitor, reason), f"{fault}: {site.said()}"
    provider.put("fault", "")
    for slow in (-120, 120):
        provider.put("clock", slow)
        assert provider.press(Visitor(site.url), "anna").url == site.url + "/", "clocks may differ by some minutes"
    provider.put("clock", 0)

    provider.put("demands", {"signed_requests": True, "encrypted_assertions": True})
    provider.person("anna", **anna, privileges=PRIVILEGES.format(unit="c1f2", other="11111111"))
    leader = Visitor(site.url)
    assert provider.press(leader, "anna").url == site.url + "/", site.said()
    assert may_write(leader), "by the job function for this unit"
    assert not may_write(first), "the group is gone, and with it the other session"
    provider.person("anna", **anna, privileges=PRIVILEGES.format(unit="another", other="11111111"))
    assert "giver ikke adgang" in provider.press(Visitor(site.url), "anna").text, "of another unit or municipality"
    assert not may_write(leader)
