"""Slugs transliterate Danish letters."""

import pytest

from foundation.text.danish_slug import danish_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Børnene på Åen: læs æbler", "boernene-paa-aaen-laes-aebler"),
        ("Små grupper, når dagen begynder", "smaa-grupper-naar-dagen-begynder"),
        ("A\u030aen, og cafe\u0301en", "aaen-og-cafeen"),
        ("…", ""),
    ],
)
def test_danish_letters_are_transliterated(title: str, slug: str) -> None:
    assert danish_slug(title, max_length=60) == slug


def test_a_cut_slug_does_not_end_with_a_hyphen() -> None:
    assert danish_slug("abc def", max_length=4) == "abc"
