"""StreamField blocks of evidence, one per kind of content."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from media.blocks import DocumentBlock, FilmBlock, ImageBlock, SoundBlock
from media.enums import MediaState
from media.media_item import MediaItem
from meetings.figures.blocks import FiguresBlock


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


class FileValue(blocks.StructValue):
    """Value of a block that refers to a media item."""

    @property
    def item(self) -> MediaItem | None:
        """The photo, film, sound recording or document; None once it is deleted."""
        return next((self[name] for name in ("image", "film", "sound", "document") if name in self), None)

    @property
    def is_shown(self) -> bool:
        """Whether it can be fetched today: ready, not withdrawn, not past its date of deletion."""
        return self.item is not None and self.item.is_shown_on(timezone.localdate())

    @property
    def is_unfinished(self) -> bool:
        """Whether it is still being prepared or was refused; its state is shown instead."""
        return self.item is not None and not self.item.is_withdrawn and self.item.state != MediaState.READY

    @property
    def photo_url(self) -> str:
        return self["image"].url("large")

    @property
    def film_url(self) -> str:
        return self["film"].url("film")

    @property
    def poster_url(self) -> str:
        return self["film"].url("poster")

    @property
    def captions_url(self) -> str:
        """Empty for a film without captions."""
        return self["film"].url("captions") if self["film"].has_captions else ""

    @property
    def sound_url(self) -> str:
        return self["sound"].url("sound")

    @property
    def document_url(self) -> str:
        return self["document"].url("document")


class PhotoBlock(blocks.StructBlock):
    """One photo; alternative text, legal basis and date of deletion are fields of the Image."""

    image = ImageBlock()
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "image"
        label = _("Photo")
        template = "meetings/evidence/photo_block.html"
        value_class = FileValue


class FilmEvidenceBlock(blocks.StructBlock):
    film = FilmBlock()
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "media"
        label = _("Film")
        template = "meetings/evidence/film_evidence_block.html"
        value_class = FileValue


class SoundEvidenceBlock(blocks.StructBlock):
    sound = SoundBlock()
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        icon = "media"
        label = _("Sound")
        template = "meetings/evidence/sound_evidence_block.html"
        value_class = FileValue


class DocumentEvidenceBlock(blocks.StructBlock):
    document = DocumentBlock()
    description = blocks.CharBlock(required=False, max_length=300, label=_("What it is"))

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "meetings/evidence/document_evidence_block.html"
        value_class = FileValue


class EvidenceStreamBlock(blocks.StreamBlock):
    narrative = PracticeNarrativeBlock()
    observation = ObservationBlock()
    childrens_voice = ChildrensVoiceBlock()
    text = blocks.TextBlock(label=_("Text"), icon="pilcrow")
    photo = PhotoBlock()
    film = FilmEvidenceBlock()
    sound = SoundEvidenceBlock()
    document = DocumentEvidenceBlock()
    figures = FiguresBlock()
