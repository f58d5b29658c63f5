"""Forms of the Wagtail admin: `base_form_class` of every page, register and setting.

Each form holds a one-time key and the version of the object it was rendered from; foundation/editor/saves.py checks
them on POST.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.blocks import StreamValue
from wagtail.log_actions import registry
from wagtail.models import Revision

from foundation.cpr_forms.admin_forms import EditorCheckMixin
from foundation.errors import Conflict
from foundation.forms.change_form import display_value
from foundation.forms.optimistic_lock import ChangedMeanwhile, changed_meanwhile, person_and_time

#: Characters of another person's text that the message on a conflict quotes.
MAX_QUOTED_CHARACTERS = 200


@dataclass(frozen=True)
class SaveAttempt:
    """State while a form is being saved (not previewed); `refusal` says why an earlier attempt was not saved."""

    refusal: Conflict | None = None


_saving: ContextVar[SaveAttempt | None] = ContextVar("saving_in_the_editor", default=None)


@contextmanager
def saving_forms(refusal: Conflict | None = None) -> Iterator[None]:
    """Context in which forms compare versions on save; with `refusal` they are invalid and show it as an error."""
    token = _saving.set(SaveAttempt(refusal))
    try:
        yield
    finally:
        _saving.reset(token)


class UntrackedHiddenField(forms.CharField):
    """A hidden field filled by us, which never counts as changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial: object, data: object) -> bool:
        return False


class SeenVersionMixin(forms.Form):
    """Adds the one-time key and `seen`: the version of the row or page that the form was rendered from, empty when new.

    Inside `saving_forms`, `save` raises ChangedMeanwhile when the row is at another version. The row is read during the
    request, so the caller must hold a lock from before that (foundation/editor/saves.py).
    """

    instance: Any
    one_time_key = UntrackedHiddenField(required=False)
    seen = UntrackedHiddenField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self._version = self._version_now()

    def carry(self, **values: str) -> None:
        """Set the values that the hidden fields are rendered with, also in a bound form."""
        self.initial.update(values)
        if self.is_bound:
            data: Any = self.data
            self.data = data = data.copy()
            for name, value in values.items():
                data[name] = value

    def clean(self) -> dict[str, object] | None:
        cleaned = super().clean()
        saving_now = _saving.get()
        if saving_now and (refusal := saving_now.refusal):
            self.add_error(None, refusal.message)
            if isinstance(refusal, ChangedMeanwhile):
                self.add_error(None, list(self._stands_now()))
                self.carry(seen=self._version)
        return cleaned

    def save(self, commit: bool = True) -> Model:
        if _saving.get() and self.cleaned_data["seen"] != self._version:
            raise changed_meanwhile(self.instance, who=_last_editor(self.instance))
        return super().save(commit)  # type: ignore[misc]  # the model form's

    def get_field_updates_for_resave(self) -> list[tuple[str, object]]:
        """The new version, for the page that stays open while Wagtail autosaves."""
        return [*super().get_field_updates_for_resave(), ("seen", self._version_now())]  # type: ignore[misc]

    def _version_now(self) -> str:
        """Of a page: id and time of its latest revision; of other rows: a hash of the form's fields."""
        if self.instance.pk is None:
            return ""
        if hasattr(self.instance, "latest_revision_id"):
            latest = Revision.objects.filter(pk=self.instance.latest_revision_id)
            return "".join(f"{pk} {at.isoformat()}" for pk, at in latest.values_list("pk", "created_at")) or "0"
        values = forms.model_to_dict(self.instance, self._meta.fields)  # type: ignore[attr-defined]
        return hashlib.sha256(json.dumps(values, sort_keys=True, default=str).encode()).hexdigest()

    def _stands_now(self) -> Iterator[str]:
        """A message for each field whose stored value differs from what this user wrote."""
        for name in self.changed_data:
            field, now = self.fields[name], self.get_initial_for_field(self.fields[name], name)
            if isinstance(now, StreamValue):
                yield _("“%(field)s” was changed; see the history.") % {"field": field.label}
                continue
            text = " ".join(strip_tags(display_value(field, field.to_python(now))).split())
            said = _("“%(field)s” now says: %(text)s") if text else _("“%(field)s” is now empty.")
            yield said % {"field": field.label, "text": text[:MAX_QUOTED_CHARACTERS]}


def _last_editor(row: Model) -> str:
    """Name and time of the latest entry in Wagtail's log; empty when unknown."""
    entry = registry.get_logs_for_instance(row).select_related("user").order_by("-timestamp").first()
    return person_and_time(entry.user, entry.timestamp) if entry is not None and entry.user is not None else ""


class EditorForm(SeenVersionMixin, EditorCheckMixin, WagtailAdminModelForm):
    """`base_form_class` of registers and settings."""


class EditorPageForm(SeenVersionMixin, EditorCheckMixin, WagtailAdminPageForm):
    """`base_form_class` of pages."""
