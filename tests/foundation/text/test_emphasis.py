"""Plain text with emphasis between asterisks, as HTML."""

import pytest

from foundation.text.emphasis import emphasis_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("vi *ses* og **skal**", "vi <em>ses</em> og <strong>skal</strong>"),
        ("to\nlinjer", "to<br>linjer"),
        ("<b>*a & b*</b>", "&lt;b&gt;<em>a &amp; b</em>&lt;/b&gt;"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("* fodnote", "* fodnote"),
        ("*over\nlinjer*", "*over<br>linjer*"),
        ("", ""),
        ("**", "**"),
    ],
)
def test_asterisks_become_emphasis(text: str, html: str) -> None:
    assert emphasis_html(text) == html
