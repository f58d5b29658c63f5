"""Template tags and filters built in to every template: components, and Danish formats of dates and numbers.

`{% component "card" title=… %}` renders templates/components/card.html with exactly the arguments given.
`{% panel "card" title=… %}…{% endpanel %}` does the same with its content as `body`; inside it,
`{% slot "footer" %}…{% endslot %}` fills the argument `footer`. Components declare their arguments with `{% takes %}`.
"""

from itertools import zip_longest
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from foundation.forms.one_time_key import KEY_FIELD, key_for
from foundation.markup import icon
from foundation.text import danish_formats
from foundation.text.emphasis import emphasis_html
from foundation.text.notation import to_html
from foundation.text.word_diff import word_diff

register = template.Library()


class WrongArguments(Exception):
    """A component got an unknown argument, or lacks a required one."""


class ArgumentsNode(Node):
    """`{% takes title url="" %}`, first in a component: required arguments, and optional ones with constants."""

    def __init__(self, needed: frozenset[str], defaults: dict[str, object]) -> None:
        self.needed = needed
        self.defaults = defaults
        self.known = needed | {"body"} | set(defaults)

    def complete(self, name: str, arguments: dict[str, object]) -> dict[str, object]:
        """`arguments` of the component `name` with the defaults of those not given. Raises WrongArguments."""
        if not self.known.issuperset(arguments):
            unknown = ", ".join(sorted(set(arguments) - self.known))
            raise WrongArguments(f"The component {name} does not take {unknown}.")
        if not self.needed.issubset(arguments):
            raise WrongArguments(f"The component {name} needs {', '.join(sorted(self.needed - set(arguments)))}.")
        return self.defaults | arguments

    def render(self, context: Context) -> str:
        return ""


@register.tag
def takes(parser: Parser, token: Token) -> ArgumentsNode:
    bits = token.split_contents()[1:]
    optional = token_kwargs([bit for bit in bits if "=" in bit], parser)
    needed = frozenset(bit for bit in bits if "=" not in bit)
    return ArgumentsNode(needed, {name: default.resolve(Context()) for name, default in optional.items()})


def render_component(context: Context, name: str, arguments: dict[str, object]) -> SafeString:
    """Render the component `name` with `arguments`; of the page's context only request and CSRF token are passed on.

    Raises WrongArguments for an argument that the component's `{% takes %}` does not declare, or that it lacks.
    """
    drawn: Any = context.template.engine.get_template(f"components/{name}.html")  # type: ignore[union-attr]
    if not hasattr(drawn, "takes"):
        drawn.takes = next((node for node in drawn.nodelist if isinstance(node, ArgumentsNode)), None)
    declared: ArgumentsNode | None = drawn.takes
    passed_on = {key: context[key] for key in ("request", "csrf_token") if key in context}
    return drawn.render(Context((declared.complete(name, arguments) if declared else arguments) | passed_on))


@register.simple_tag(takes_context=True)
def component(context: Context, component_name: str, **arguments: object) -> SafeString:
    return render_component(context, component_name, arguments)


register.simple_tag(icon)


@register.simple_tag(takes_context=True)
def one_time_key(context: Context, address: str = "") -> SafeString:
    """Return the hidden field that every form sent by POST carries beside its CSRF token. `address` is the form's
    action."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return mark_safe("")
    return format_html(
        '<input type="hidden" name="{}" value="{}">', KEY_FIELD, key_for(request.user, address or request.path)
    )


class SlotNode(Node):
    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Store the content for the enclosing panel; renders nothing here."""
        slots: Any = context.render_context.setdefault(_SLOTS, [])
        slots.append((self.name, self.nodelist.render(context).strip()))
        return mark_safe("")


_SLOTS = "foundation.slots"


class PanelNode(Node):
    def __init__(self, name: FilterExpression, arguments: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.name = name
        self.arguments = arguments
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        outer = context.render_context.get(_SLOTS)
        slots: list[tuple[str, str]] = []
        context.render_context[_SLOTS] = slots
        try:
            body = self.nodelist.render(context).strip()
        finally:
            context.render_context[_SLOTS] = outer if outer is not None else []
        arguments: dict[str, object] = {name: value.resolve(context) for name, value in self.arguments.items()}
        arguments.update({name: mark_safe(content) for name, content in slots})  # noqa: S308 — from our templates
        return render_component(context, self.name.resolve(context), arguments | {"body": mark_safe(body)})  # noqa: S308


@register.tag
def panel(parser: Parser, token: Token) -> PanelNode:
    _tag, name, *bits = token.split_contents()
    arguments = token_kwargs(bits, parser)
    if bits:
        raise template.TemplateSyntaxError(f"A panel takes a name and key=value arguments, not {bits[0]!r}.")
    nodelist = parser.parse(("endpanel",))
    parser.delete_first_token()
    return PanelNode(parser.compile_filter(name), arguments, nodelist)


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(name.strip("\"'"), nodelist)


register.filter("danish_date", danish_formats.format_date)
register.filter("danish_day", danish_formats.weekday_and_date)
register.filter("danish_time", danish_formats.time_of_day)
register.filter("danish_moment", danish_formats.moment)
register.filter("clock", danish_formats.clock)
register.filter("day_and_month", danish_formats.day_and_month)
register.filter("week", danish_formats.format_week)
register.filter("days_away", danish_formats.days_away)
register.filter("percent", danish_formats.format_percent)
register.filter("number", danish_formats.format_number)
register.filter("duration", danish_formats.duration)
register.filter("school_year", danish_formats.school_year)
register.filter("initials", danish_formats.initials)
register.filter("emphasis", emphasis_html)
register.filter("notation", to_html)


@register.filter("plain")
def plain(value: object) -> str:
    """Return a number without thousands separator, for addresses and ids: 1204, never 1.204."""
    return str(value)


register.filter("changes_to", word_diff)


@register.filter
def danish_button(html: str) -> SafeString:
    """Return Wagtail's page with its button for a search in Danish."""
    message = gettext("Search")
    return mark_safe(html.replace('value="Search"', f'value="{message}"'))  # noqa: S308 — Wagtail's markup


@register.filter
def error_target(field: BoundField) -> str:
    """Return the id that a link in the error summary leads to: the field, or the first of its choices."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def beside(row: list[object], columns: list[object]) -> list[tuple[object, object]]:
    """Return pairs (column, cell) of a table row; a missing cell is empty."""
    return list(zip_longest(columns, row[: len(columns)], fillvalue=""))


@register.filter
def page_numbers(page: Page) -> list[int | str]:
    """Return page numbers for the pagination, with … for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag(takes_context=True)
def page_url(context: Context, parameter: str, number: int) -> str:
    """Return the query string of this page with another page number, all other parameters kept."""
    query = context["request"].GET.copy()
    query[parameter] = str(number)
    return f"?{query.urlencode()}"
