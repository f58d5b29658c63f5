"""Contexts of the pages of templates."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks import StreamValue, StructValue

from accounts.roles import Right, Role
from accounts.user import AnyUser
from foundation.breadcrumbs import from_front_page
from foundation.pages import page_context, url_of
from foundation.text.danish_formats import duration
from meetings.template.agenda_display import DisplayItem, DisplayText, MarkedText, read_agenda
from meetings.template.enums import Requirement
from meetings.template.pages import TemplateIndexPage, TemplatePage
from meetings.template.school_years import school_year_of
from meetings.template.time_budget import TimeBudget
from meetings.units import access
from meetings.units.enums import AppliesTo, UnitKind
from meetings.units.pages import AreaPage, UnitPage

#: Value of the query parameter for each kind of unit: ?vis=dagtilbud.
KIND_WORDS = {UnitKind.SCHOOL: "skole", UnitKind.DAYCARE: "dagtilbud"}
KIND_PARAMETER = "vis"


def kind_for(request: HttpRequest) -> UnitKind:
    """Return the kind of unit in the query string, or that of the reader's own units; SCHOOL when both or none."""
    asked = {word: kind for kind, word in KIND_WORDS.items()}.get(request.GET.get(KIND_PARAMETER, ""))
    if asked:
        return asked
    person = access.of(request.user)
    units = UnitPage.objects.filter(pk__in=person.unit_ids(Right.READ_TEMPLATE)).order_by()
    areas = AreaPage.objects.filter(pk__in=person.area_ids(Right.READ_TEMPLATE)).order_by()
    kinds = {*units.values_list("kind", flat=True), *areas.values_list("unit_kind", flat=True)}
    return UnitKind.DAYCARE if kinds == {UnitKind.DAYCARE.value} else UnitKind.SCHOOL


@page_context("meetings.TemplatePage")
def template_context(
    template: TemplatePage, request: HttpRequest, kind: UnitKind | None = None, *, is_preview: bool = False
) -> dict[str, object]:
    """Return the template as a unit of `kind` sees it, with links to what the user may do with it.

    `is_preview`: as it will be when it is published.
    """
    user = request.user
    kind = kind or kind_for(request)
    agenda = read_agenda(template.agenda, kind=kind)
    items = [entry for entry in agenda if isinstance(entry, DisplayItem)]
    return {
        "kind": kind,
        "kinds": [
            {"label": one.label, "url": f"?{KIND_PARAMETER}={KIND_WORDS[one]}", "is_current": one == kind}
            for one in UnitKind
        ],
        "crumbs": _crumbs(template),
        "agenda": agenda,
        "item_count": sum(not item.is_break for item in items),
        "budget": TimeBudget.from_agenda(template.agenda, length=template.total_minutes, kind=kind),
        "required_data": _of_all(items, "required_data"),
        "focus": _of_all(items, "focus"),
        "contributes_to": _sentences(template.contributes_to),
        "follow_up": _sentences(template.follow_up),
        "participants": _participants(template, kind),
        "preparation": _preparation(template),
        "is_preview": is_preview,
        "changes": _changes(template, is_draft=is_preview or not template.live),
        **_links(template, user),
    }


@page_context("meetings.TemplateIndexPage")
def template_index_context(index: TemplateIndexPage, request: HttpRequest) -> dict[str, object]:
    """Return all templates that the user may see, the newest school year first."""
    user = request.user
    templates = access.visible_to(user, TemplatePage).order_by("-school_year")
    may_edit = access.of(user).has(Right.EDIT_TEMPLATES)
    this_year = school_year_of(access.of(user).today)
    return {
        "crumbs": from_front_page(_("Templates")),
        "templates": [_template_row(template, request, this_year) for template in templates],
        "may_edit": may_edit,
        "new_url": _add_url() if may_edit else "",
    }


def _template_row(template: TemplatePage, request: HttpRequest, this_year: str) -> dict[str, object]:
    items = [item for item in read_agenda(template.agenda) if isinstance(item, DisplayItem) and not item.is_break]
    count = ngettext("%(count)s agenda item", "%(count)s agenda items", len(items)) % {"count": len(items)}
    if not template.live:
        state, tone = _("Draft: only editors see it"), "attention"
    elif template.school_year == this_year:
        state, tone = _("This school year"), "info"
    else:
        state, tone = _("Published"), "neutral"
    return {
        "title": _("The school year %(year)s") % {"year": template.school_year},
        "url": template.get_url(request),
        "text": template.title,
        "in_short": f"{count} · {duration(template.total_minutes)}",
        "state": state,
        "tone": tone,
    }


def _add_url() -> str:
    index = TemplateIndexPage.objects.first()
    if index is None:
        return ""
    return reverse("wagtailadmin_pages:add", args=["meetings", "templatepage", index.pk])


def _links(template: TemplatePage, user: AnyUser) -> dict[str, object]:
    person = access.of(user)
    may_edit = person.has(Right.EDIT_TEMPLATES) and template.pk is not None
    may_start = person.has(Right.START_YEAR) and template.pk is not None and template.live
    return {
        "edit_url": reverse("wagtailadmin_pages:edit", args=[template.pk]) if may_edit else "",
        "start_url": reverse("start_year", args=[template.slug]) if may_start else "",
        "is_started": may_start and template.is_started,
    }


def _changes(template: TemplatePage, *, is_draft: bool) -> dict[str, object]:
    """`taken`: titles of agenda items, in their order, with what was changed there; `others`: what was not, and why."""
    rows = import_string(settings.TEMPLATE_CHANGES)(template) if is_draft and template.pk else template.changes
    taken: dict[str, list[str]] = {}
    for row in rows:
        if row["is_taken"]:
            taken.setdefault(row["title"], []).append(row["answer"])
    order = [block.value["title"] for block in template.agenda if block.block_type == "item"]
    sorted_titles = sorted(taken, key=lambda title: order.index(title) if title in order else -1)
    return {
        "taken": [(title, taken[title]) for title in sorted_titles],
        "others": [row for row in rows if not row["is_taken"]],
    }


def _crumbs(template: TemplatePage) -> list[dict[str, str]]:
    parent_path = template.url_path.removesuffix(f"{template.slug}/")
    return from_front_page((_("Templates"), url_of(parent_path) if template.pk else ""), template.school_year)


def _of_all(items: list[DisplayItem], name: str) -> list[MarkedText]:
    """Return the texts of one field of all items, each once, in the order of the agenda."""
    texts = (MarkedText(one.text, one.mark) for item in items for one in getattr(item, name))
    return list(dict.fromkeys(texts))


def _sentences(stream: StreamValue) -> list[DisplayText | str]:
    return [
        DisplayText(block.value["text"], block.value["where"] or "") if block.block_type == "kept_text" else block.value
        for block in stream
    ]


def _participants(template: TemplatePage, kind: UnitKind) -> dict[str, list[object]]:
    """Return `must` and `may` with role label and note, and `kept`, text without a role."""
    found: dict[str, list[object]] = {"must": [], "may": [], "kept": []}
    for block in template.participants:
        if block.block_type == "kept_text":
            found["kept"].append(DisplayText(block.value["text"], block.value["where"] or ""))
        elif block.value["role"] and AppliesTo.covers(block.value["applies_to"], kind):
            group = "may" if block.value["requirement"] == Requirement.MAY else "must"
            found[group].append({"role": Role(block.value["role"]).label, "note": block.value["note"] or ""})
    return found


def _preparation(template: TemplatePage) -> list[DisplayText | StructValue]:
    """Return steps as block values and kept text as DisplayText, in order."""
    return [
        DisplayText(block.value["text"], block.value["where"] or "") if block.block_type == "kept_text" else block.value
        for block in template.preparation
    ]
