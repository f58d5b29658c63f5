"""Texts and addresses of files without variables are looked up once, when their template is loaded."""

import pytest
from django.template import engines
from django.template.base import TextNode
from django.template.loader import get_template
from django.utils import translation


@pytest.mark.parametrize(
    "source",
    [
        '{% translate "Save the draft" %}',
        '{% translate "Save the draft" as words %}{{ words }}',
        "{% blocktranslate trimmed %}\n  Save the draft\n{% endblocktranslate %}",
        "{% blocktranslate asvar words %}Save the draft{% endblocktranslate %}{{ words }}",
        "{% translate words_given %}",
    ],
)
def test_words_are_danish(source):
    assert engines["django"].from_string(source).render({"words_given": "Save the draft"}) == "Gem kladden"


def test_constant_tags_are_text_in_the_loaded_template():
    nodes = (
        engines["django"].from_string('{% translate "Save the draft" %}{% static "notation.js" %}').template.nodelist
    )
    assert [(type(node), node.s) for node in nodes] == [
        (TextNode, "Gem kladden"), (TextNode, "/static/notation.js"),
    ]  # fmt: skip


def test_a_template_is_loaded_once_in_each_language():
    page = "base_without_database.html"
    danish = get_template(page).template
    with translation.override("en"):
        english = get_template(page).template
        assert english is not danish and get_template(page).template is english
    assert get_template(page).template is danish


def test_percent_signs_and_marks_stand_as_written():
    source = '{% translate "100 % <b>" %}{% blocktranslate %}100 % <b>{% endblocktranslate %}'
    assert engines["django"].from_string(source).render() == "100 % <b>100 % <b>"


def test_variables_are_filled_in_each_time():
    page = engines["django"].from_string("{% blocktranslate %}Wish {{ number }}{% endblocktranslate %}")
    assert [page.render({"number": number}) for number in ("1", "<2>")] == ["Ønske 1", "Ønske &lt;2&gt;"]
