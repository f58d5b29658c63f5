"""Template tags that render components."""

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template, TemplateSyntaxError
from django.template.exceptions import TemplateDoesNotExist

from foundation.templatetags.components import WrongArguments


def draw(source, **context):
    return Template(source).render(Context(context))


def test_arguments_are_escaped():
    html = draw('{% component "card" title=title url="/a/" %}', title="<b>Makker</b>")
    assert "&lt;b&gt;Makker&lt;/b&gt;" in html
    assert 'href="/a/"' in html


def test_a_misspelt_argument_is_an_error():
    with pytest.raises(WrongArguments, match="titel"):
        draw('{% component "card" titel="Makker" %}')


def test_a_missing_argument_is_an_error():
    with pytest.raises(WrongArguments, match="text"):
        draw('{% component "status_badge" %}')


def test_an_unknown_component_is_an_error():
    with pytest.raises(TemplateDoesNotExist):
        draw('{% component "ingen" %}')


def test_the_context_of_the_page_is_not_passed_on():
    assert "Hemmelig" not in draw('{% component "card" title="Åben" %}', kicker="Hemmelig", body="Hemmelig")


def test_a_panel_has_a_body_and_slots():
    html = draw(
        '{% for name in names %}{% panel "card" title=name %}<p>Krop {{ name }}</p>'
        '{% slot "footer" %}<p>Fod {{ name }}</p>{% endslot %}{% endpanel %}{% endfor %}',
        names=["Anna", "Bo"],
    )
    assert html.count("<p>Krop") == html.count("<p>Fod") == 2
    first, second = html.split("</article>")[:2]
    assert "Fod Anna" in first and "Fod Bo" not in first
    assert "Fod Bo" in second and "Fod Anna" not in second
    assert first.index("Krop Anna") < first.index("lr-card__footer") < first.index("Fod Anna")


def test_panels_inside_panels_keep_their_own_slots():
    html = draw(
        '{% panel "card" title="Ydre" %}{% panel "card" title="Indre" %}{% slot "footer" %}indre fod{% endslot %}'
        '{% endpanel %}{% slot "footer" %}ydre fod{% endslot %}{% endpanel %}'
    )
    assert html.count("indre fod") == html.count("ydre fod") == 1
    assert html.index("indre fod") < html.index("ydre fod")


def test_a_panel_with_bad_syntax_is_an_error():
    with pytest.raises(TemplateSyntaxError, match="key=value"):
        Template('{% panel "card" "Makker" %}{% endpanel %}')


def test_a_form_in_a_component_has_the_csrf_token():
    html = draw('{% component "confirm" question="Slet?" submit="Slet" %}', csrf_token="abc123")
    assert 'name="csrfmiddlewaretoken" value="abc123"' in html


def test_numbers_in_addresses_have_no_separator():
    assert draw("{{ pk|plain }}", pk=1204) == "1204"


def test_hidden_and_missing_cells_are_shown_as_text():
    html = draw(
        '{% component "data_table" columns=columns rows=rows %}',
        columns=[{"label": "Enhed"}, {"label": "Svar", "number": True}],
        rows=[["Skovskolen", {"missing": "Ikke vist"}], ["Bakkeskolen", "0"], ["Engskolen"]],
    )
    assert "Ikke vist" in html
    assert html.count('data-label="Svar"') == 3
    assert [cell.get_text(strip=True) for cell in BeautifulSoup(html, "html.parser").select("td")] == [
        "Ikke vist",
        "0",
        "",
    ]
