"""Mails are in the language of whoever gets them, not of whoever causes them; without an account in Danish."""

import pytest
from django.utils import translation

from accounts.user import Language, User
from meetings.convening import notifications as convening
from tests.queued_mails import forget_mails, queued_mails
from tests.services import mails
from tests.services.mails import KAREN

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("acting", ["da", "en"])
def test_an_invitation_is_in_the_language_of_its_recipient(acting: str) -> None:
    called = mails.Called()
    User.objects.filter(email=KAREN).update(language=Language.ENGLISH)
    with translation.override(acting):
        convening.send_invitations(called.meeting, called.leader)
    sent = {mail.to: mail for mail in queued_mails()}
    mother, karen = sent["mor@forældre.dk"], sent[KAREN]
    assert "16. oktober 2030" in mother.text and "kl.\u00a09.00" in mother.text and "October" not in mother.text
    assert "16 October 2030" in karen.text and "9:00" in karen.text
    assert "Agenda and preparation" in karen.calendar and "Agenda and preparation" not in sent["soren@ærø.dk"].calendar


def test_what_is_combined_is_in_one_language() -> None:
    called = mails.Called()
    row = called.meeting.participants.get(user=called.karen)
    row.reply = "not_coming"
    row.save()
    texts = []
    for language in Language:
        forget_mails()
        User.objects.filter(pk=called.leader.pk).update(language=language)
        convening.notify_of_reply(row)
        (mail,) = queued_mails()
        texts.append(mail.text)
    danish, english = texts
    assert "Du får" in danish and "You get this mail because" not in danish
    assert "You get this mail because" in english and "Du får" not in english
