"""A mail is queued in the transaction of the action it is about."""

import pytest
from django.db import transaction
from django.template import engines
from django.template.loaders.locmem import Loader

from foundation.mail.enqueue_mail import enqueue_mail, enqueue_mail_from_template
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
TEMPLATES = {
    "note.subject.txt": "Om {{ unit }}\n",
    "note.body.txt": "Kære {{ name }}\n\n{{ 0.5 }} time\n",
}


@pytest.fixture
def note(monkeypatch):
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "template_loaders", [Loader(engine, TEMPLATES)])


def test_a_rolled_back_action_sends_no_mail():
    class Broken(Exception):
        pass

    with pytest.raises(Broken), transaction.atomic():
        enqueue_mail(to="anna@example.dk", subject="Hej", body="Hej")
        raise Broken
    assert not queued_mails()


def test_templates_are_plain_danish_text(note):
    """Names keep their apostrophes and ampersands; numbers are Danish."""
    mail = enqueue_mail_from_template(
        to="anna@example.dk", template="note", context={"unit": "Bakken & Dalen", "name": "Anna O'Hara"}
    )
    assert mail.subject == "Om Bakken & Dalen"
    assert mail.body == "Kære Anna O'Hara\n\n0,5 time\n"


def test_a_name_cannot_inject_a_header():
    mail = enqueue_mail(to="a@example.dk", subject="Hej\nBcc: alle@example.dk", body="x", to_name="Anna\r\nBcc: b@c.dk")
    assert "\n" not in mail.subject + mail.to_name
    assert "\r" not in mail.subject + mail.to_name


def test_a_mail_without_calendar_has_no_method():
    assert enqueue_mail(to="a@example.dk", subject="Hej", body="x").calendar_method == ""
