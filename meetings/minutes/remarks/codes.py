"""The code that opens a link: six digits, mailed to the participant, valid for a short time and one browser."""

import secrets
from datetime import datetime, timedelta

from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.login_delay import Counter, DelayPolicy, MustWait
from foundation.errors import Refusal
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.minutes.remarks.models import MinutesLink

CODE_DIGITS = 6
CODE_VALIDITY = timedelta(minutes=10)
#: Wrong codes until a new one is needed.
MAX_TRIES = 5
#: How often a participant is mailed a code, whichever of their links they use.
MAIL_POLICY = DelayPolicy(free=3, first=60, most=60 * 60)
TEMPLATE = "meetings/minutes/mail/code"


class TooManyCodes(Refusal):
    """Codes are sent with growing pauses."""


class WrongCode(Refusal):
    """Not the code of this link, or it is used, too old, or was guessed at too often."""


def send_code(link: MinutesLink, now: datetime) -> None:
    """Mail a new code to the participant; an earlier one no longer opens anything. Raises TooManyCodes."""
    try:
        Counter(f"minutes-code:{link.participant_id}", MAIL_POLICY, is_own=True).begin()
    except MustWait as refusal:
        minutes = -(-refusal.seconds // 60)
        text = ngettext(
            "You have got several codes. Use the newest, or wait %(count)s minute before you ask for another.",
            "You have got several codes. Use the newest, or wait %(count)s minutes before you ask for another.",
            minutes,
        )
        raise TooManyCodes(text % {"count": minutes}) from None
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    MinutesLink.objects.filter(pk=link.pk).update(code_hash=_hash(link, code), code_made_at=now, code_tries=0)
    enqueue_mail_from_template(
        to=link.participant.email,
        to_name=link.participant.name,
        template=TEMPLATE,
        context={"code": f"{code[:3]} {code[3:]}", "unit": link.minutes.unit, "minutes": CODE_VALIDITY.seconds // 60},
        has_secret=True,
    )


def waits_for_code(link: MinutesLink, now: datetime) -> bool:
    """Return whether a code was sent that can still be used."""
    return bool(link.code_hash) and link.code_made_at is not None and now < link.code_made_at + CODE_VALIDITY


def use_code(link: MinutesLink, code: str, now: datetime) -> None:
    """Check the code and use it up. Each try is counted before it is checked, so that parallel ones gain nothing.

    Raises WrongCode.
    """
    counted = MinutesLink.objects.filter(
        pk=link.pk, code_tries__lt=MAX_TRIES, code_made_at__gt=now - CODE_VALIDITY
    ).exclude(code_hash="")  # fmt: skip
    if not counted.update(code_tries=F("code_tries") + 1):
        raise WrongCode(_("The code is too old, or was tried too often. Ask for a new one."), field="code")
    if not constant_time_compare(MinutesLink.objects.get(pk=link.pk).code_hash, _hash(link, "".join(code.split()))):
        raise WrongCode(_("That is not the code. Look at the newest mail, or ask for a new code."), field="code")
    MinutesLink.objects.filter(pk=link.pk).update(code_hash="", code_made_at=None)


def _hash(link: MinutesLink, code: str) -> str:
    """A keyed hash: without the key, a million codes are quickly tried."""
    return salted_hmac("meetings.minutes.remarks.codes", f"{link.pk} {code}", algorithm="sha256").hexdigest()
