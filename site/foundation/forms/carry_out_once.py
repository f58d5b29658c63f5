"""Carry out a form once: a row for each form that was sent, with its result, so that a second POST gets the same."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta

from django.contrib import messages
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from foundation.errors import Conflict
from foundation.forms.one_time_key import KEY_FIELD, key_in

#: Longer than any form stays valid; see one_time_key.
SENT_FORMS_KEPT = timedelta(days=2)
#: Names of the field with the version that a form saw.
VERSION_FIELDS = ("seen", "version")
NOT_CONTENT = frozenset({"csrfmiddlewaretoken", KEY_FIELD})


@dataclass(frozen=True)
class FormResult:
    """Result of a form: the URL to redirect to, and the messages shown there (success, and problems as errors)."""

    url: str
    message: str = ""
    problems: tuple[str, ...] = ()

    def tell(self, request: HttpRequest) -> None:
        if self.message:
            messages.success(request, self.message)
        for problem in self.problems:
            messages.error(request, problem)


class SentForm(models.Model):
    """A form that was carried out. `key` stands for user, address and form (one_time_key)."""

    key = models.CharField(max_length=64, unique=True)
    content_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now, db_index=True)
    done = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{timezone.localtime(self.sent_at):%Y-%m-%d %H:%M}"


class SentAlready(Conflict):
    """The form was carried out before, and is sent again with other content."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have sent this form once, and that is saved. What you have written since is not. "
                "Send it again if it is to be saved too."
            )
        )


class _KeyIsUsed(Exception):
    """This form was carried out before, or is being carried out now."""


def carry_out_once(request: HttpRequest, act: Callable[[], FormResult]) -> FormResult:
    """Run `act` and return its result; for a form that was carried out before, return the first result instead.

    The key is used up in the transaction of `act`: both are committed or neither, so after a Refusal the form can be
    sent again. Of two requests at once the second waits for the first. Raises what `act` raises, and SentAlready.
    """
    key, content_hash = key_in(request), _content_hash(request)
    try:
        with transaction.atomic():
            sent = _use(key, content_hash) if key else None
            done = act()
            if sent is not None:
                sent.done = asdict(done)
                sent.save(update_fields=["done"])
            return done
    except _KeyIsUsed:
        first = earlier_result(request)
    if first is not None:
        return first
    if any(
        request.POST.get(name) for name in VERSION_FIELDS
    ):  # sent again after "back" with other text: the version decides
        with transaction.atomic():
            return act()
    raise SentAlready


def earlier_result(request: HttpRequest) -> FormResult | None:
    """Return the earlier result of this form with the same content; None when it was not carried out."""
    key = key_in(request)
    first = SentForm.objects.filter(key=key, content_hash=_content_hash(request)).first() if key else None
    return FormResult(**{**first.done, "problems": tuple(first.done["problems"])}) if first is not None else None


def _use(key: str, content_hash: str) -> SentForm:
    try:
        return SentForm.objects.create(key=key, content_hash=content_hash)
    except IntegrityError:
        raise _KeyIsUsed from None


def _content_hash(request: HttpRequest) -> str:
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in NOT_CONTENT)
    files = [(name, file.name, file.size) for name, sent in sorted(request.FILES.lists()) for file in sent]
    return hashlib.sha256(json.dumps([fields, files]).encode()).hexdigest()


@task()
def forget_sent_forms(day: str) -> None:
    """Delete the rows of forms that can't be sent any more."""
    SentForm.objects.filter(sent_at__lt=timezone.now() - SENT_FORMS_KEPT).delete()
