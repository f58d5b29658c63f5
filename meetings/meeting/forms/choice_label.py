"""Label of a person in a list of choices."""

from django.utils.html import format_html

from accounts.roles import Role


def person_choice_label(name: str, role: Role, note: str) -> str:
    return format_html(
        '<span class="lr-choice"><span class="lr-choice__name">{}</span>'
        '<span class="lr-choice__role">{}{}</span></span>',
        name, role.label, f" · {note}" if note else "",
    )  # fmt: skip
