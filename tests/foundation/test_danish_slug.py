"""Addresses keep the sound of Danish letters."""

import pytest

from foundation.text.danish_slug import danish_slug


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Børnene på Åen: læs æbler", "boernene-paa-aaen-laes-aebler"),
        ("Små grupper, når dagen begynder", "smaa-grupper-naar-dagen-begynder"),
        ("…", ""),
    ],
)
def test_letters_are_written_as_they_sound(title: str, slug: str) -> None:
    assert danish_slug(title, longest=60) == slug


def test_it_is_cut_without_a_hyphen_at_the_end() -> None:
    assert danish_slug("abc def", longest=4) == "abc"
