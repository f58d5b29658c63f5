"""The page types of news and guidance: the list of sections, a section, an article."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel, PublishingPanel
from wagtail.search import index

from foundation.editor.permissions import EDITING
from foundation.model_fields import StreamField
from foundation.pages import BasePage
from foundation.text.danish_slug import danish_slug
from meetings.articles.blocks import ArticleStreamBlock, SectionStreamBlock
from meetings.articles.enums import Readers
from meetings.moderation.enums import ModeratedKind
from meetings.moderation.pages import ModeratedPage


class ArticlesPage(BasePage):
    """The list of sections."""

    in_editor: ClassVar[bool] = True
    search_auto_update: ClassVar[bool] = True
    intro = models.TextField(_("introduction"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["meetings.SectionPage"]
    max_count: ClassVar[int] = 1
    template = "meetings/articles/articles_page.html"
    content_panels = [FieldPanel("title"), FieldPanel("intro")]
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []

    class Meta:
        verbose_name = _("news and guidance")

    def editor_may(self, action: str) -> bool:
        return action in (*EDITING, "add_subpage", "publish_subpage")


class _WithSlug(BasePage):
    """A page whose slug is made from its first title, and then stays."""

    slug: str  # defined by Wagtail without type

    class Meta:
        abstract = True

    def full_clean(self, *args: object, **kwargs: object) -> None:
        self.slug = self.slug or self._free_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self.slug = self.slug or self._free_slug()
        super().minimal_clean()

    def _free_slug(self) -> str:
        """With a number if another page of the type has it, wherever that is."""
        wanted = danish_slug(self.title, max_length=60) or "side"
        taken = set(type(self).objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (wanted, *numbered) if slug not in taken)


class SectionPage(_WithSlug):
    """Articles for the same readers, newest first, after what the editors composed above them."""

    in_editor: ClassVar[bool] = True
    search_auto_update: ClassVar[bool] = True
    shows_drafts: ClassVar[bool] = True

    intro = models.TextField(_("introduction"), blank=True)
    readers = models.CharField(_("for whom"), max_length=10, choices=Readers, default=Readers.LEADERS)
    body = StreamField(SectionStreamBlock(required=False), verbose_name=_("above the articles"), blank=True)

    parent_page_types: ClassVar[list[str]] = ["meetings.ArticlesPage"]
    subpage_types: ClassVar[list[str]] = ["meetings.ArticlePage"]
    template = "meetings/articles/section_page.html"
    content_panels = [
        FieldPanel("title", help_text=_("For example News, or PLF about data.")),
        FieldPanel("readers", help_text=_("Nobody else sees the section, its articles or their files.")),
        FieldPanel("intro", help_text=_("One or two sentences about what one finds here.")),
        FieldPanel("body", help_text=_("Listings show each reader only what that person may see.")),
    ]
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def editor_may(self, action: str) -> bool:
        """Return whether editors may; a section is deleted only when it is empty. A new article is published at once
        only while articles need no approval."""
        if action == "publish_subpage":
            return not ArticlePage().needs_approval
        return action in (*EDITING, "add_subpage", "unpublish") or (action == "delete" and self.numchild == 0)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        return self.get_context(request, is_preview=True)


class ArticlePage(_WithSlug, ModeratedPage):
    """News or guidance: text, pictures and documents with their legal basis, links."""

    in_editor: ClassVar[bool] = True
    search_auto_update: ClassVar[bool] = True
    shows_drafts: ClassVar[bool] = True
    moderated_kind = ModeratedKind.ARTICLE
    served_with: ClassVar[dict[str, tuple[str, ...]]] = {"section": ("title", "url_path", "readers")}

    #: Its parent.
    section = models.ForeignKey(
        SectionPage, verbose_name=_("section"), on_delete=models.PROTECT, related_name="articles", editable=False
    )
    date = models.DateField(_("date"), default=timezone.localdate)
    summary = models.TextField(_("summary"), max_length=300)
    body = StreamField(ArticleStreamBlock(required=False), verbose_name=_("content"), blank=True)

    action_fields: ClassVar[tuple[str, ...]] = ("section",)
    parent_page_types: ClassVar[list[str]] = ["meetings.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "meetings/articles/article_page.html"
    search_fields = [*BasePage.search_fields, index.SearchField("summary")]
    content_panels = [
        FieldPanel("title"),
        FieldPanel("date", help_text=_("Shown with the article. The newest date comes first in its section.")),
        FieldPanel("summary", help_text=_("One or two sentences, shown in lists.")),
        FieldPanel("body"),
    ]
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels = [PublishingPanel()]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["section", "-date"], name="articles_newest_first")]

    def save(self, clean: bool = True, *args: object, **kwargs: object) -> None:
        if not hasattr(self, "section"):
            self.section = self.get_parent().specific
        super().save(clean, *args, **kwargs)

    def editor_may(self, action: str) -> bool:
        """Return whether editors may. While articles have a workflow, nobody publishes one by themselves."""
        if action in ("publish", "submit_for_moderation"):
            return self.needs_approval == (action != "publish")
        return action in (*EDITING, "unpublish", "delete", "unschedule")

    @cached_property
    def needs_approval(self) -> bool:
        return self.has_workflow

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        return self.get_context(request, is_preview=True)


class ArticleFile(models.Model):
    """A file that the published text of an article shows: the row lets its readers fetch the file."""

    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="file_rows")
    media_key = models.UUIDField(db_index=True)

    class Meta:
        verbose_name = _("file of an article")
        verbose_name_plural = _("files of articles")
        constraints = [models.UniqueConstraint(fields=["article", "media_key"], name="one_row_a_file_and_article")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.media_key}"
