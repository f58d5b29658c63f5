"""Signing in by a real OpenID Connect provider, a process of its own."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from tests.factories import PASSWORD
from tests.services.directory.providers import OpenIDProvider
from tests.services.servers import Installation
from tests.services.visitor import Visitor


@pytest.fixture
def provider() -> Iterator[OpenIDProvider]:
    with OpenIDProvider() as found:
        yield found


def test_a_role_comes_by_a_rule_and_goes_at_the_next_sign_in(
    installation_on_sqlite: Installation, provider: OpenIDProvider
) -> None:
    installation = installation_on_sqlite
    installation.environment |= {
        "PROTOCOL": "openid", "DIRECTORY": provider.url, "LAERINGSRUM_DIRECTORY_SECRET": "a-secret",
    }  # fmt: skip
    scene = installation.python("tests.services.directory.a_directory")
    installation.start(workers=1)
    provider.person("anna", email="anna@kommunen.example", name="Anna Dal", groups=["ledelse", "personale"])

    first = Visitor(installation.url)
    assert first.get("/konto/login/").select_one('a[href="/konto/kommunen/"]')
    assert provider.press(first, "anna").url == installation.url + "/", installation.said()
    first.get(scene["unit"] + "rediger/")
    assert first.statuses[-1] == 200, "the leadership team writes the profile"

    answers = []
    for _time in range(2):  # what the provider sends the browser back to us with
        target, sent = provider.form(other := Visitor(installation.url), "/konto/kommunen/")
        back = other.session.post(target, data={**sent, "sub": "anna"}, timeout=30, allow_redirects=False)
        answers.append(parse_qs(urlsplit(back.headers["Location"]).query))
    mixed = {"code": answers[0]["code"], "state": answers[1]["state"]}
    for sent in (mixed, answers[1]):  # an earlier code is bound to its own sign-in, and each state is used once
        page = other.session.get(installation.url + "/konto/kommunen/svar/", params=sent, timeout=30)
        assert page.status_code == 403 and "Du er ikke logget ind" in page.text

    boss = Visitor(installation.url)
    boss.sign_in(scene["administrator"], PASSWORD)
    trial = provider.press(boss, "anna", "/personer/katalog/proev/nu/")
    assert trial.url == installation.url + "/personer/katalog/proev/"
    assert "Anna Dal" in trial.text and "ledelse" in trial.text

    provider.person("anna", email="anna@kommunen.example", name="Anna Dal", groups=["ledelse"])
    confirm = [installation.python("tests.services.directory.a_night") for _night in range(2)]
    assert [found["confirmed"] for found in confirm] == [1, 1], "the mock leaves the id token out: by userinfo"
    assert confirm[0]["roles"] == ["leadership_team"] and confirm[0]["secret"]

    provider.person("anna", email="anna@kommunen.example", name="Anna Dal", groups=["personale"])
    second = Visitor(installation.url)
    assert provider.press(second, "anna").url == installation.url + "/"
    second.get(scene["unit"] + "rediger/")
    assert second.statuses[-1] == 404, "who is no longer of the leadership does not write the profile"
    asked = first.session.get(installation.url + scene["unit"] + "rediger/", timeout=30)
    assert "/konto/login/" in asked.url, "signed out in the other browser"

    requests.post(f"{provider.url}/users/anna/revoke-tokens", timeout=10).raise_for_status()
    refused = installation.python("tests.services.directory.a_night")
    assert refused == {"confirmed": 0, "roles": ["staff_representative"], "secret": ""}

    provider.person("anna", email="anna@kommunen.example", name="Anna Dal", groups=[])
    refused = provider.press(Visitor(installation.url), "anna")
    assert refused.status_code == 403
    assert "giver ikke adgang" in refused.text

    provider.person("ole", email="ole@kommunen.example", name="Ole", groups=["andet"])
    assert provider.press(Visitor(installation.url), "ole").status_code == 403
    assert "andet" in boss.get("/personer/katalog/").get_text()
    assert "ole@" not in boss.get("/personer/").get_text(), "nobody is signed up by themselves"
