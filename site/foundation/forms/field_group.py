"""What `{{ form.name.as_field_group }}` becomes: label, hint, error, field.

Written in Python, because a page has dozens of fields, and a template for each took a sixth of the page's time.
"""

from functools import cache

from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from foundation.cpr_forms.forms import confirmation_checkbox
from foundation.markup import escaped, icon


def field_group(field: BoundField) -> SafeString:
    """Return the field in its layout, as HTML; a date in three is a layout too ("parts")."""
    layout = _layout(type(field.field.widget).__name__)
    if layout == "plain" and field.use_fieldset and not field.id_for_label:
        layout = "parts"
    opening, closing = _choices(field) if layout in {"choices", "parts"} else (_label(field, layout), "")
    hint = field.help_text
    hint = f'<div class="lr-field__hint" id="{escaped(field.auto_id)}_helptext">{hint}</div>' if hint else ""
    has_errors = " lr-field--error" if field.errors else ""
    # Safe: label, names, errors and values are escaped one by one; the hint is ours and may have tags.
    return mark_safe(  # noqa: S308
        f'<div class="lr-field lr-field--{layout}{has_errors}">{opening}{hint}{_errors(field) if has_errors else ""}'
        f'<div class="lr-field__control">{field}</div>{_confirmation(field)}{closing}</div>'
    )


@cache
def _layout(widget: str) -> str:
    """By the name of the widget's class: "tick" (one checkbox), "choices" (several to choose from) or "plain"."""
    name = widget.lower().removesuffix("widget").removesuffix("input")
    if name == "checkbox":
        return "tick"
    return "choices" if name in {"radioselect", "checkboxselectmultiple"} else "plain"


def _label(field: BoundField, layout: str) -> str:
    optional = "" if layout == "tick" else _optional(field)
    label_for, label = escaped(field.id_for_label), f"{escaped(field.label)}{optional}"
    return f'<label class="lr-field__label" for="{label_for}">{label}</label>'


def _choices(field: BoundField) -> tuple[str, str]:
    described = f' aria-describedby="{escaped(ids)}"' if (ids := field.aria_describedby) else ""
    legend_id, label = escaped(f"{field.auto_id}_legend"), f"{escaped(field.label)}{_optional(field)}"
    return f'<fieldset{described}><legend class="lr-field__label" id="{legend_id}">{label}</legend>', "</fieldset>"


def _optional(field: BoundField) -> str:
    word = _("optional")
    return "" if field.field.required else f' <span class="lr-field__optional">({word})</span>'


def _errors(field: BoundField) -> str:
    word = _("Error:")
    prefix = f'<span class="sr-only">{word} </span>'
    errors = "<br>".join(f"{prefix}{escaped(error)}" for error in field.errors)
    error_id = escaped(f"{field.auto_id}_error")
    return f'<div class="lr-field__error" id="{error_id}">{icon("error")}<span>{errors}</span></div>'


def _confirmation(field: BoundField) -> str:
    """The checkbox under a field with what seems to be a CPR number, for those who may say that it is none."""
    number = confirmation_checkbox(field)
    if number is None:
        return ""
    ticked = " checked" if number["ticked"] else ""
    box = f'<input type="checkbox" name="{escaped(number["name"])}" value="{escaped(number["value"])}"{ticked}>'
    message = _("It is not a CPR number")
    return f'<label class="lr-field__confirm">{box}<span>{message}</span></label>'
