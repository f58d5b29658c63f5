"""Required content of the accessibility statement: Act 692 of 2018 § 4, order 904 of 2019, Commission decision (EU)
2018/1523."""

import pytest
from django.test import Client
from wagtail.models import Site

from foundation.municipality import Municipality
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(client: Client) -> str:
    factories.home()
    settings = Municipality.for_site(Site.objects.get(is_default_site=True))
    settings.name, settings.contact_email, settings.contact_phone = "Prøvekommunen", "hjaelp@example.dk", "70 00 00 99"
    settings.save()
    return client.get("/tilgaengelighed/").content.decode()


@pytest.mark.parametrize(
    "fact",
    [
        "Prøvekommunen skal gøre",  # whose it is
        "gælder Læringsrum på testserver",  # what it is about
        "delvist i overensstemmelse",  # how far it complies
        "WCAG 1.2.1 og 1.2.2",  # what does not
        "uforholdsmæssigt stor byrde",  # what is excepted
        "Vi har selv vurderet webstedet",  # how it was found out
        "Erklæringen er lavet den",  # and when
        'href="mailto:hjaelp@example.dk"',  # in writing
        'href="tel:70000099"',  # and by telephone
        "https://digst.dk/",  # who supervises
    ],
)
def test_the_statement_contains_what_the_act_requires(statement: str, fact: str) -> None:
    assert fact in statement
