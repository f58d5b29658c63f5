"""`{% translate %}`, `{% blocktranslate %}` and `{% static %}` built in to every template, looked up once if constant.

Such a tag becomes plain text when its template is loaded, which happens once for each language (template_loader.py).
Looking texts up each time took a tenth of a page's time. What has a count or a message context is left to Django.
"""

from django import template
from django.template.base import Node, Parser, TextNode, Token, render_value_in_context
from django.template.context import Context
from django.templatetags import i18n
from django.templatetags import static as static_files
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


class ConstantTextNode(Node):
    """`{% translate "…" as name %}`: puts the words in the context."""

    child_nodelists = ()

    def __init__(self, name: str, words: SafeString) -> None:
        self.name = name
        self.words = words

    def render(self, context: Context) -> str:
        context[self.name] = self.words
        return ""


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    node: i18n.TranslateNode = i18n.do_translate(parser, token)
    expression = node.filter_expression
    if node.noop or node.message_context or expression.filters or expression.var.literal is None:
        return node
    return _fixed(expression.var.literal.replace("%", "%%"), node.asvar)


class FilledTextNode(Node):
    """`{% blocktranslate %}` with variables: a translated text in which they are filled in each time."""

    child_nodelists = ()

    def __init__(self, node: i18n.BlockTranslateNode, text: str, variables: list[str]) -> None:
        self.text, self.variables = text, variables
        self.given, self.name = node.extra_context, node.asvar

    def render(self, context: Context) -> str:
        values = {name: value.resolve(context) for name, value in self.given.items()}
        values |= {name: context.get(name, "") for name in self.variables if name not in values}
        # Safe: the values are escaped as those of any variable, the text is of our templates and catalogue.
        text = mark_safe(  # noqa: S308
            self.text % {name: render_value_in_context(values[name], context) for name in self.variables}
        )
        if not self.name:
            return text
        context[self.name] = text
        return ""


@register.tag("blocktranslate")
def blocktranslate(parser: Parser, token: Token) -> Node:
    node: i18n.BlockTranslateNode = i18n.do_block_translate(parser, token)
    source, variables = node.render_token_list(node.singular)
    if node.countervar or node.message_context:
        return node
    return FilledTextNode(node, translation.gettext(source), variables) if variables else _fixed(source, node.asvar)


@register.tag("static")
def static(parser: Parser, token: Token) -> Node:
    node: static_files.StaticNode = static_files.do_static(parser, token)
    is_constant = not node.varname and isinstance(node.path.var, str) and not node.path.filters
    return TextNode(node.render(Context())) if is_constant else node


def _fixed(source: str, name: str | None) -> Node:
    """The node for the words whose source string is given, in which % is doubled."""
    words = mark_safe(translation.gettext(source) % ())  # noqa: S308 — our templates' and catalogue's words
    return ConstantTextNode(name, words) if name else TextNode(words)
