"""Templates: each is used, and none has inline script or style."""

import re
from pathlib import Path

import pytest
from django.template import engines
from django.template.loader_tags import ExtendsNode, IncludeNode

from tests.architecture.sources import PROJECT_ROOT, name, ours

#: Found by name by Django, Wagtail and allauth without our code naming them.
FOUND_BY_PACKAGES = re.compile(
    r"^(403|404|429|500|403_csrf|account/|allauth/|mfa/|wagtailadmin/|wagtailcore/|modeladmin/|wagtailsnippets/)"
)
INLINE = [
    (re.compile(r"<script(?![^>]*\b(?:src=|type=\"application/json\"))[^>]*>", re.I), "a script without a file"),
    (re.compile(r"<style\b", re.I), "a style element"),
    (re.compile(r"\sstyle\s*=", re.I), "a style attribute"),
    (re.compile(r"<[^>]*\son[a-z]+\s*=", re.I), "an event attribute"),
    (re.compile(r"(href|src|action)\s*=\s*[\"']?\s*javascript:", re.I), "a javascript: address"),
    (re.compile(r"(href|src|action)\s*=\s*[\"']?\s*(https?:)?//", re.I), "an address of somebody else"),
]
#: Parts of a template that are not rendered.
UNSEEN = re.compile(r"{#.*?#}|{% *comment.*?endcomment *%}", re.S)
#: A script element with data, as made by `json_script`, is no script.
TEMPLATES = [path for path in ours(".html") if "templates" in path.parts]


def template_name(path: Path) -> str:
    """`meetings/templates/meetings/overview.html` is known as `meetings/overview.html`."""
    parts = path.parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


#: A template tag cannot be continued on the next line.
ONE_TAG = re.compile(r"\s*{%(?:(?!%}).)*%}")


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_line_of_a_template_is_longer_than_120_characters(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > 120 and not ONE_TAG.fullmatch(line)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_have_no_inline_script_or_style(path):
    text = UNSEEN.sub("", path.read_text(encoding="utf-8"))
    found = [what for pattern, what in INLINE if pattern.search(text)]
    assert not found


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_every_template_compiles(path):
    engines["django"].engine.get_template(template_name(path))


def test_every_template_is_used():
    """Every template is named by code, by another template, or by the convention of a page type."""
    names = {template_name(path): path for path in [*TEMPLATES, *ours(".txt")] if "templates" in path.parts}
    texts = {path: path.read_text(encoding="utf-8") for path in [*ours(".py"), *names.values()]}
    conventional = _named_by_convention()
    dead = []
    for template, path in names.items():
        if FOUND_BY_PACKAGES.match(template) or template in conventional:
            continue
        if not any(_says(text, template) for other, text in texts.items() if other != path):
            dead.append(name(path))
    assert not dead, "\n".join(dead)


def _named_by_convention() -> set[str]:
    from wagtail.models import get_page_models

    return {template for model in get_page_models() for template in [getattr(model, "template", "")] if template}


def _says(text: str, template: str) -> bool:
    """Whether the text refers to the template: by its full name, a component by its short one, a mail without
    ending."""
    if template in text:
        return True
    if template.startswith("components/"):
        short = template.removeprefix("components/").removesuffix(".html")
        return any(f'{tag} "{short}"' in text for tag in ("component", "panel"))
    stem = re.sub(r"\.(subject|body)\.txt$", "", template)
    folder, _, last = stem.rpartition("/")
    return stem != template and (f'"{stem}"' in text or (f'"{folder}/{{' in text and f'"{last}"' in text))


def test_included_templates_exist():
    """A name in {% include %} or {% extends %} that is written out is a template we have."""
    missing = []
    engine = engines["django"].engine
    for path in TEMPLATES:
        compiled = engine.get_template(template_name(path))
        nodes = compiled.nodelist.get_nodes_by_type((IncludeNode, ExtendsNode))
        for node in nodes:
            expression = node.template if isinstance(node, IncludeNode) else node.parent_name
            target = expression.var if isinstance(expression.var, str) else None
            if target:
                try:
                    engine.get_template(target)
                except Exception as error:
                    missing.append(f"{path.relative_to(PROJECT_ROOT)}: {target} ({type(error).__name__})")
    assert not missing
