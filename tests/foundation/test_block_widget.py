"""The description of a StreamField's blocks for the editor is made once, and anew when its choices change."""

import html

from django.utils import translation
from wagtail import blocks

from foundation.model_fields import CachedBlockWidget


class Stream(blocks.StreamBlock):
    """A choice whose values are asked for each time."""

    goal = blocks.ListBlock(blocks.ChoiceBlock(choices=lambda: list(goals)))


goals: list[tuple[str, str]] = []


def description(widget: CachedBlockWidget) -> str:
    return html.unescape(widget.render("agenda", Stream().to_python([])))


def test_a_choice_that_was_added_is_in_the_next_form() -> None:
    stream = Stream()
    goals[:] = [("1", "Trivsel")]
    assert "Trivsel" in description(CachedBlockWidget(stream)) and "Sprog" not in description(CachedBlockWidget(stream))
    goals.append(("2", "Sprog"))
    assert "Sprog" in description(CachedBlockWidget(stream))


def test_the_same_choices_are_described_once_in_each_language() -> None:
    stream = Stream()
    first, second, english = (CachedBlockWidget(stream) for _form in range(3))
    assert first.block_json is second.block_json and first.js_context is second.js_context
    with translation.override("en"):
        assert english.block_json != first.block_json
