"""Mails, documents, and what the logs say that the person did and saw."""

from collections.abc import Callable

from django.apps import apps
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.audit import AuditEvent
from foundation.mail.send_mail import send_mail
from foundation.task_queue.queued_task import QueuedTask
from home.access_exports.personal.columns import KIND, STATE, TEXT, WHAT, WHEN, WHERE, as_json, parts
from home.access_exports.personal.registry import DataSubject, DisclosedColumn, disclose
from home.event_log.action_labels import ACTION_LABELS


def _mails(person: DataSubject) -> Q:
    found = Q(pk__in=[])
    for address in sorted(person.addresses):
        found |= Q(arguments__kwargs__to__iexact=address)
    return Q(path=send_mail.module_path) & found


def _mail(name: str) -> Callable[[QueuedTask], object]:
    return lambda row: row.arguments["kwargs"].get(name, "")


def _about(person: DataSubject) -> Q:
    """Acts on the account itself, such as a role that somebody gave."""
    if person.user is None:
        return Q(pk__in=[])
    return Q(object_type="accounts.User", object_id=str(person.user.pk))


def _thing(row: AuditEvent) -> str:
    try:
        return f"{apps.get_model(row.object_type)._meta.verbose_name} {row.object_id}"
    except (LookupError, ValueError):
        return f"{row.object_type} {row.object_id}"


ACT = DisclosedColumn(_("Act"), lambda row: ACTION_LABELS.get(row.action, row.action))

disclose(
    "mails", _("Mails to the person that are still kept"), "foundation.QueuedTask",
    [DisclosedColumn(_("Subject"), _mail("subject")), DisclosedColumn(TEXT, _mail("body")), ("enqueued_at", WHEN),
     ("finished_at", _("Sent"))],
    also=_mails, fields=("arguments",),
    note=_("A mail with a link for a new password has no text here: it is erased as soon as it is sent."),
)  # fmt: skip
disclose(
    "beskeder", _("News that waits for the next mail"), "meetings.Notification",
    [parts(recipient=_("is told"), by=_("did it")), ("kind", KIND), ("created_at", WHEN)],
)  # fmt: skip
disclose(
    "dokumenter", _("Documents that the person had made"), "meetings.Export",
    [("source", WHAT), ("format", KIND), ("requested_at", WHEN), ("state", STATE)],
    by=("requested_by",), fields=("parts", "passages", "file_name"),
    note=_("What an extract was for, and its case, are about whoever asked for access."),
)  # fmt: skip
disclose(
    "udtraek-om-personen", _("Extracts about the person"), "meetings.Export",
    [("requested_at", WHEN), ("purpose", _("Purpose")), ("case_number", _("Case number"))],
    by=("person",), emails=("email",),
)  # fmt: skip
disclose(
    "sendte-dokumenter", _("Documents with contributions that the person sent"), "meetings.SentDocument",
    ["kind", ("made_at", WHEN), ("reference", _("Control number"))], by=("made_by",), fields=("recipients",),
)  # fmt: skip
disclose(
    "handlinger", _("What the person did, according to the event log"), "foundation.AuditEvent",
    [("at", WHEN), ACT, DisclosedColumn(_("About"), _thing),
     as_json("data", _("Numbers and states"), without=("person", "case_number"))],
    by=("actor",), fields=("data",),
)  # fmt: skip
disclose(
    "handlinger-om-kontoen", _("What was done to the account, according to the event log"), "foundation.AuditEvent",
    [("at", WHEN), ACT], also=_about, note=_("Who did it on duty is not handed out as a rule."),
)  # fmt: skip
disclose(
    "visninger", _("What the person saw, according to the view log"), "media.ViewLogEntry",
    [("seen_at", WHEN), ("seen_in", WHERE), ("item_kind", KIND), ("item_key", _("Number")), "role"], by=("person",),
)  # fmt: skip
disclose(
    "redaktionens-log", _("What the person did to pages in the Wagtail admin"), "wagtailcore.PageLogEntry",
    [("timestamp", WHEN), ("action", _("Act")), ("label", WHAT)], by=("user",), fields=("label", "data"),
)  # fmt: skip
disclose(
    "redaktionens-log-registre", _("What the person did to registers in the Wagtail admin"),
    "wagtailcore.ModelLogEntry",
    [("timestamp", WHEN), ("action", _("Act")), ("label", WHAT)], by=("user",), fields=("label", "data"),
)  # fmt: skip
disclose(
    "aabne-redigeringer", _("Pages open in the Wagtail admin"), "wagtailadmin.EditingSession",
    [("content_type.name", KIND), ("object_id", _("Number")), ("last_seen_at", WHEN)], by=("user",),
    related=("content_type",),
)  # fmt: skip
disclose(
    "halvskrevne-formularer", _("Forms begun in the Wagtail admin"), "wagtailadmin.FormState",
    [("content_type.name", KIND), ("last_updated_at", WHEN), ("data", TEXT)], by=("user",), related=("content_type",),
)  # fmt: skip
disclose(
    "sideabonnementer", _("Pages whose comments are told by mail"), "wagtailcore.PageSubscription",
    [("page.title", WHAT), ("comment_notifications", _("Comments"))], by=("user",), related=("page",),
)  # fmt: skip
disclose(
    "filer-i-redaktionen", _("Files under way in the Wagtail admin"), "wagtailcore.UploadedFile",
    [("file.name", WHAT)], by=("uploaded_by_user",),
)  # fmt: skip
