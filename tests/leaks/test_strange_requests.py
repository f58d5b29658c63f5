"""Malformed requests: too large numbers, unknown encodings, odd values in forms of the Wagtail admin."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from tests.growth import grows_with_its_length
from tests.leaks.stage import Stage

pytestmark = pytest.mark.django_db

EDITOR = "/" + settings.EDITOR_PATH
HUGE = 2**63
TYPES = [
    "text/html; charset=utf-7", "application/x-www-form-urlencoded; charset=nowhere", "application/json",
    "multipart/form-data; boundary=x", "multipart/form-data", "application/x-www-form-urlencoded; charset=utf-16",
]  # fmt: skip
BODIES = [
    b"",
    b"\xff\xfe\x00",
    b"[" * 500,
    b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n",
    b"a=%ff%00&b=%ud800",
]


def quiet() -> Client:
    """A client that returns server errors as responses."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    "address",
    [
        "pages/{huge}/edit/", "pages/{huge}/", "pages/add/meetings/templatepage/{huge}/", "api/main/pages/{huge}/",
        "api/main/pages/?offset={huge}", "api/main/pages/?child_of={huge}", "api/main/pages/?limit={huge}",
        "api/main/pages/?search=%22",
        "pages/search/?q=%22", "meetings/agreement/inspect/{huge}/", "meetings/agreement/?p={huge}",
        "meetings/agreement/?q=%22", "snippets/snippets/theme/edit/{huge}/", "?p=%00",
    ],
)  # fmt: skip
def test_odd_admin_addresses_cause_no_server_error(address: str, stage: Stage) -> None:
    client = quiet()
    client.force_login(stage.person(Role.ADMINISTRATOR))
    assert client.get(EDITOR + address.format(huge=HUGE)).status_code < 500


@pytest.mark.parametrize("content_type", TYPES)
def test_an_unknown_encoding_is_no_error_of_ours(content_type: str, stage: Stage) -> None:
    client = quiet()
    for address in (reverse("account_login"), reverse("account_reset_password"), reverse("search")):
        for body in BODIES:
            answer = client.generic("POST", address, body, content_type)
            assert answer.status_code < 500, (address, body)
            assert b"Traceback" not in answer.content


@pytest.mark.parametrize("content_type", TYPES)
def test_an_unreadable_body_to_an_unknown_address_is_no_server_error(content_type: str, stage: Stage) -> None:
    """The 404 page reads the body, to see whether the form is ours."""
    client = quiet()
    client.force_login(stage.person(Role.CENTRAL_EDITOR))
    for address in ("/findes-ikke/", f"/skoler/egenbyskolen/{HUGE}/bidrag/²/tal/hent.csv"):
        for body in BODIES:
            answer = client.generic("POST", address, body, content_type)
            assert answer.status_code in {400, 404}, (address, body)
            assert b"Traceback" not in answer.content


def test_visitors_can_send_only_small_bodies(stage: Stage) -> None:
    client = quiet()
    answer = client.post(reverse("account_login"), {"login": "x" * 21_000, "password": "y"})
    assert answer.status_code == 413
    assert "for meget" in answer.content.decode()
    client.force_login(stage.person(Role.AGREEMENT_HOLDER))
    assert client.post(reverse("account_change_password"), {"oldpassword": "x" * 21_000}).status_code != 413


def test_signing_in_takes_linear_time(stage: Stage) -> None:
    client = quiet()
    assert grows_with_its_length(
        lambda text: client.post(reverse("account_login"), {"login": text, "password": text}),
        lambda size: ("010190-1234 " * size)[:size],
        small=2_000,
    )


@pytest.mark.parametrize("value", ["", "abc", "-1", str(HUGE), "\x00", "²"])
def test_odd_values_in_the_template_editor_cause_no_server_error(value: str, stage: Stage) -> None:
    client = quiet()
    client.force_login(stage.person(Role.CENTRAL_EDITOR))
    address = reverse("wagtailadmin_pages:edit", args=[stage.template.pk])
    fields = {
        "title": "x",
        "agenda-count": value,
        "agenda-0-type": value,
        "agenda-0-order": value,
        "agenda-0-deleted": "",
    }
    for sent in (fields, {**fields, "agenda-count": "1"}, {**fields, "agenda-count": "1", "agenda-0-type": "item"}, {}):
        assert client.post(address, sent).status_code < 500, sent
