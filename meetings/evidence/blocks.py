"""StreamField blocks of evidence, one per kind of content."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from foundation.text.notation import to_html, to_plain
from media.blocks import FilesStreamBlock
from meetings.figures.blocks import FiguresBlock


class NotationBlock(blocks.TextBlock):
    """Text with bold, lists and links, stored as it is written (foundation/text/notation.py)."""

    def render_basic(self, value: str, context: dict[str, object] | None = None) -> SafeString:
        return to_html(value)

    def get_searchable_content(self, value: str) -> list[str]:
        return [to_plain(value)]


class PracticeNarrativeBlock(blocks.StructBlock):
    """A short account of practice (praksisfortælling): situation, action, effect, learning."""

    situation = blocks.TextBlock(required=False, label=_("The situation"))
    action = blocks.TextBlock(required=False, label=_("What we did"))
    effect = blocks.TextBlock(required=False, label=_("What it led to"))
    learning = blocks.TextBlock(required=False, label=_("What we learnt"))

    class Meta:
        icon = "openquote"
        label = _("Story from practice")
        template = "meetings/evidence/practice_narrative_block.html"


class ObservationBlock(blocks.StructBlock):
    """What somebody saw, and what they were looking for."""

    focus = blocks.CharBlock(required=False, max_length=200, label=_("What we looked for"))
    text = blocks.TextBlock(required=False, label=_("What we saw"))

    class Meta:
        icon = "view"
        label = _("Observation")
        template = "meetings/evidence/observation_block.html"


class ChildrensVoiceBlock(blocks.StructBlock):
    """Children's own words; there is deliberately no field for a name."""

    words = blocks.TextBlock(required=False, label=_("What the children said, drew or chose"))
    age_band = blocks.CharBlock(required=False, max_length=60, label=_("Age or grade"))
    how_told = blocks.CharBlock(required=False, max_length=300, label=_("How the children were informed and asked"))

    class Meta:
        icon = "comment"
        label = _("Children's own words")
        template = "meetings/evidence/childrens_voice_block.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody said, in a story."""

    words = blocks.TextBlock(required=False, label=_("What was said"))
    who = blocks.CharBlock(required=False, max_length=120, label=_("Who said it"))

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "meetings/evidence/quote_block.html"


class EvidenceStreamBlock(FilesStreamBlock):
    narrative = PracticeNarrativeBlock()
    observation = ObservationBlock()
    childrens_voice = ChildrensVoiceBlock()
    text = NotationBlock(label=_("Text"), icon="pilcrow")
    quote = QuoteBlock()
    figures = FiguresBlock()
