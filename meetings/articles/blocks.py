"""What editors compose an article and a section of: text, files with their legal basis, links, listings."""

from typing import TYPE_CHECKING

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.forms import ModelChoiceField
from django.urls import reverse
from django.utils.functional import cached_property, lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from foundation.text.parsing import parse_int
from media.blocks import FileValue, MediaBlock
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.articles.files.readiness import reasons_against_publishing, title_with_state
from meetings.evidence.blocks import NotationBlock
from snippets.models import Initiative

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

MAX_LISTED = 12


class FileChoiceField(ModelChoiceField):
    def label_from_instance(self, item: MediaItem) -> str:
        return title_with_state(item)


class EditorsFileBlock(MediaBlock):
    """One of the editors' own files of a kind. A plain select, because there are no choosers and no library in the
    Wagtail admin."""

    def __init__(self, kind: MediaKind, **options: object) -> None:
        self.kind = kind
        super().__init__(**options)

    @cached_property
    def widget(self) -> forms.Widget:
        return forms.Select(attrs={"data-article-files": self.kind.value})

    @cached_property
    def field(self) -> forms.Field:
        rows = MediaItem.objects.of_editors().filter(kind=self.kind).order_by("-created_at", "-pk")
        return FileChoiceField(
            queryset=rows, widget=self.widget, required=self._required, help_text=self._help_text,
            error_messages={"invalid_choice": _("This file has been deleted. Choose another one.")},
        )  # fmt: skip

    def get_form_state(self, value: object) -> object:
        return self.widget.format_value(self.field.prepare_value(value))

    def value_from_form(self, value: object) -> object:
        """None while nothing is chosen, and for what is no number."""
        is_chosen = isinstance(value, MediaItem)
        return super().value_from_form(value if is_chosen else parse_int(str(value or ""), None))


class ArticleFileValue(FileValue):
    @property
    def is_shown(self) -> bool:
        """Whether it is an editors' file with everything stated about it: a basis that was taken back hides it at
        once."""
        item = self.item
        return item is not None and item.evidence_id is None and super().is_shown and not item.missing_before_sharing()


class ArticleFileBlock(blocks.StructBlock):
    """A file with its legal basis. A draft may show one that lacks something; what is published may not."""

    def clean(self, value: object) -> object:
        result = super().clean(value)
        if not self.is_deferred_validation and result["item"] is not None:
            reasons = reasons_against_publishing(result["item"])
            if reasons:
                raise StructBlockValidationError(block_errors={"item": ValidationError(reasons)})
        return result

    class Meta:
        value_class = ArticleFileValue
        label_format = "{caption}"


def _where_files_are(words: "StrOrPromise") -> SafeString:
    """The words, with a link to the page of the editors' files, in a new tab."""
    return lazy(
        lambda: format_html(
            '{} <a href="{}" target="_blank" rel="noopener">{}</a>', words, reverse("article_files"),
            _("Add or describe files (opens in a new tab)"),
        ),
        str,
    )()  # fmt: skip


def _caption() -> blocks.CharBlock:
    return blocks.CharBlock(required=False, max_length=300, label=_("Caption"))


class PictureBlock(ArticleFileBlock):
    item = EditorsFileBlock(
        MediaKind.IMAGE, label=_("Picture"),
        help_text=_where_files_are(_("Pictures that you have added, with the legal basis that is stated for them.")),
    )  # fmt: skip

    caption = _caption()

    class Meta:
        icon = "image"
        label = _("Picture")


class DocumentBlock(ArticleFileBlock):
    item = EditorsFileBlock(
        MediaKind.DOCUMENT, label=_("Document"), help_text=_where_files_are(_("Documents that you have added."))
    )

    caption = _caption()

    class Meta:
        icon = "doc-full"
        label = _("Document")


class LinkBlock(blocks.StructBlock):
    words = blocks.CharBlock(max_length=150, label=_("Words"), help_text=_("What one finds there."))
    address = blocks.CharBlock(
        max_length=500,
        label=_("Address"),
        help_text=_("It begins with https://, or with / for a page of this site."),
        validators=[
            RegexValidator(
                r"^(https://[^\s<>\"\\]+|/(?![/\\])[^\s<>\"\\]*)$",
                _("Write an address that begins with https://, or with / for a page of this site."),
            )
        ],
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{words}"


NOTATION = _("**Bold** between two asterisks on each side. Lines that begin with - or 1. are a list.")


class ArticleStreamBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(max_length=150, icon="title", label=_("Heading"))
    text = NotationBlock(icon="pilcrow", label=_("Text"), help_text=NOTATION)
    image = PictureBlock()
    document = DocumentBlock()
    link = LinkBlock()


def _initiatives() -> list[tuple[str, str]]:
    rows = Initiative.objects.order_by("-is_active", "name").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def _sections() -> list[tuple[str, str]]:
    sections = apps.get_model("meetings", "SectionPage")
    return [(str(pk), title) for pk, title in sections.objects.order_by("title").values_list("pk", "title")]


def _title(help_text: "StrOrPromise") -> blocks.CharBlock:
    return blocks.CharBlock(required=False, max_length=150, label=_("Heading"), help_text=help_text)


def _count() -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        default=3, min_value=1, max_value=MAX_LISTED, label=_("How many, the newest"), required=True
    )


class ExamplesBlock(blocks.StructBlock):
    """The newest examples of the lederforum with an initiative, for those who may see them."""

    title = _title(_("Empty: the name of the initiative."))
    initiative = blocks.ChoiceBlock(choices=_initiatives, label=_("Initiative"))
    count = _count()

    class Meta:
        icon = "group"
        label = _("Examples by initiative")
        label_format = "{initiative} {title}"


class PagesBlock(blocks.StructBlock):
    """The newest articles of a section, for those who may read them."""

    title = _title(_("Empty: the title of the section."))
    section = blocks.ChoiceBlock(choices=_sections, label=_("Section"))
    count = _count()

    class Meta:
        icon = "list-ul"
        label = _("Articles of a section")
        label_format = "{section} {title}"


class SectionStreamBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(max_length=150, icon="title", label=_("Heading"))
    text = NotationBlock(icon="pilcrow", label=_("Text"), help_text=NOTATION)
    examples = ExamplesBlock()
    pages = PagesBlock()
