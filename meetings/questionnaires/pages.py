"""The pages on which central editors build questionnaires: questions, whom they are for, and how long they are open."""

import uuid
from collections.abc import Iterator
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import Select
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.contrib.forms.models import AbstractFormField

from foundation.editor.permissions import EDITING
from foundation.municipality import days_field
from foundation.pages import BasePage
from foundation.text.danish_slug import danish_slug
from meetings.questionnaires.building.editor_form import QuestionnairePageForm
from meetings.questionnaires.building.fixed_parts import refused_changes
from meetings.questionnaires.enums import (
    FRAME,
    NO,
    NOTHING,
    SCALE_LEVELS,
    TEXT_TYPES,
    WITH_CHOICES,
    YES,
    Purpose,
    QuestionType,
)
from meetings.template.pages import TemplatePage
from snippets.dataset_type import DEFAULT_MINIMUM, MIN_MINIMUM

#: So many templates, the newest, are offered for what a question is about.
TEMPLATES_OFFERED = 3


class QuestionnaireIndexPage(BasePage):
    """All questionnaires. Nobody but editors sees it: others meet the questions at their own meeting."""

    in_editor: ClassVar[bool] = True
    search_auto_update: ClassVar[bool] = True
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["meetings.QuestionnairePage"]
    max_count: ClassVar[int] = 1
    template = "meetings/questionnaires/questionnaire_index_page.html"
    promote_panels: ClassVar[list[Panel]] = []
    settings_panels: ClassVar[list[Panel]] = []

    class Meta:
        verbose_name = _("questionnaires")

    def editor_may(self, action: str) -> bool:
        return action in (*EDITING, "add_subpage", "publish_subpage")


class QuestionnairePage(BasePage):
    """A questionnaire of one template. Published, it is asked at each meeting of the template's year."""

    in_editor: ClassVar[bool] = True
    search_auto_update: ClassVar[bool] = True
    shows_drafts: ClassVar[bool] = True

    for_template = models.ForeignKey(
        TemplatePage, verbose_name=_("template"), on_delete=models.PROTECT, related_name="questionnaires"
    )
    purpose = models.CharField(_("what it is for"), max_length=12, choices=Purpose, default=Purpose.EVALUATION)
    is_named = models.BooleanField(_("with names"), default=False)
    introduction = models.TextField(_("introduction"), blank=True)
    days_open = models.PositiveSmallIntegerField(
        _("days open after the meeting"), default=7, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    days_kept = days_field(2 * 365, _("answers are kept, days after closing"))
    minimum_count = models.PositiveSmallIntegerField(
        _("minimum number of answers"),
        default=DEFAULT_MINIMUM,
        validators=[MinValueValidator(MIN_MINIMUM), MaxValueValidator(50)],
    )

    parent_page_types: ClassVar[list[str]] = ["meetings.QuestionnaireIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    template = "meetings/questionnaires/questionnaire_page.html"
    base_form_class = QuestionnairePageForm

    question_panels: ClassVar[list[Panel]] = [
        FieldPanel("title", help_text=_("The participants see it, for example “How was the meeting?”.")),
        FieldPanel("introduction", help_text=_("A few words about why you ask, and what becomes of the answers.")),
        InlinePanel("questions", heading=_("Questions"), label=_("Question")),
    ]
    use_panels: ClassVar[list[Panel]] = [
        FieldPanel("for_template", widget=Select, help_text=_("It is asked at the meetings of this template's year.")),
        FieldPanel("purpose"),
        FieldPanel(
            "is_named",
            help_text=_(
                "With names, the unit's leaders, the head of area and the consultants see who answered what. Without "
                "names nobody sees it, and what joins person and answer is destroyed when it closes."
            ),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "days_open",
                    help_text=_("A preparation closes with the initial meeting, or with the day of the meeting."),
                ),
                FieldPanel("days_kept"),
            ],
            heading=_("How long"),
        ),
        FieldPanel(
            "minimum_count",
            help_text=_("Without names, nothing is shown until so many have answered, as with figures."),
        ),
        HelpPanel(
            heading=_("When it has been asked"),
            content=_(
                "Then questions cannot be removed, reworded or changed to another type, and names stay as they were: "
                "people have answered what they read. New questions, help texts and another order are still possible."
            ),
        ),
    ]
    edit_handler = TabbedInterface(
        [ObjectList(question_panels, heading=_("Questions")), ObjectList(use_panels, heading=_("Use"))]
    )

    slug: str  # defined by Wagtail without type

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")

    def full_clean(self, *args: object, **kwargs: object) -> None:
        self.slug = self.slug or self._free_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self.slug = self.slug or self._free_slug()
        super().minimal_clean()

    def _free_slug(self) -> str:
        """From the title; with a number if an earlier questionnaire has it. All are below one page."""
        wanted = danish_slug(self.title, max_length=60) or "skema"
        taken = set(QuestionnairePage.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
        numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (wanted, *numbered) if slug not in taken)

    @property
    def school_year(self) -> str:
        return self.for_template.school_year

    @property
    def is_evaluation(self) -> bool:
        return bool(self.purpose == Purpose.EVALUATION)

    @property
    def was_asked(self) -> bool:
        """Whether it was opened at a meeting."""
        return self.pk is not None and self.rounds.exists()

    def save(self, clean: bool = True, *args: object, **kwargs: object) -> None:
        """Refuse to save a live page that says another thing than people have answered. Raises ValidationError."""
        if clean and self.live and (refused := refused_changes(self, list(self.questions.all()))):
            raise ValidationError([one.message for one in refused])
        super().save(clean, *args, **kwargs)

    def editor_may(self, action: str) -> bool:
        """Return whether editors may. A questionnaire is deleted only while nobody was asked; unpublished, it is asked
        at no further meeting."""
        return action in (*EDITING, "unpublish") or (action == "delete" and not self.was_asked)

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, object]:
        return self.get_context(request) | {"is_preview": True}

    def get_admin_display_title(self) -> str:
        return f"{self.school_year}: {super().get_admin_display_title()}"


class _AboutChoices:
    """The frame, and the agenda items of the newest templates, read when they are shown."""

    def __iter__(self) -> Iterator[tuple[str, object]]:
        yield NOTHING, _("Something else")
        yield FRAME, _("The frame and the content of the meeting")
        for template in TemplatePage.objects.order_by("-school_year")[:TEMPLATES_OFFERED]:
            items = (block for block in template.agenda if block.block_type == "item" and not block.value["is_break"])
            yield template.school_year, [(block.id, block.value["title"]) for block in items]


class AboutSelect(Select):
    """What a question is about."""

    choices = property(lambda self: _AboutChoices(), lambda self, value: None)


class Question(AbstractFormField):
    """A question. Answers are stored under `key`, which stays when the question is moved, and in older versions."""

    page = ParentalKey(QuestionnairePage, on_delete=models.CASCADE, related_name="questions")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    field_type = models.CharField(_("type"), max_length=16, choices=QuestionType, default=QuestionType.SCALE)
    #: FRAME, the id of an agenda item's block in the template, or NOTHING.
    about = models.CharField(_("is about"), max_length=36, blank=True)

    panels = [
        FieldPanel("label", heading=_("Question"), help_text=_("As people read it.")),
        FieldPanel("field_type"),
        FieldPanel(
            "choices",
            heading=_("Choices"),
            help_text=_(
                "One in each line, for one choice or several. For a scale: two lines, what 1 and 5 mean, or five lines."
                " None for yes or no, and for texts."
            ),
        ),
        FieldPanel("help_text", heading=_("Help text"), help_text=_("Shown under the question.")),
        FieldPanel("required", heading=_("Must be answered")),
        FieldPanel(
            "about",
            widget=AboutSelect,
            help_text=_("The answers are shown beside this part when you write next year's template."),
        ),
    ]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return str(self.label)

    @property
    def name(self) -> str:
        """Its name in the form and in `Answer.values`."""
        return f"q{self.key.hex}"

    @property
    def is_text(self) -> bool:
        return self.field_type in TEXT_TYPES

    @property
    def lines(self) -> list[str]:
        """What the editor wrote as choices."""
        return [line for line in (line.strip() for line in self.choices.splitlines()) if line]

    @property
    def options(self) -> list[tuple[str, str]]:
        """Stored value and label of each possible answer; empty for a text."""
        if self.field_type == QuestionType.YES_NO:
            return [(YES, str(_("Yes"))), (NO, str(_("No")))]
        if self.field_type == QuestionType.SCALE:
            lines = self.lines
            words = (
                lines
                if len(lines) == len(SCALE_LEVELS)
                else [lines[0], "", "", "", lines[1]]
                if len(lines) == 2
                else []
            )
            return [
                (str(level), f"{level} – {word}" if word else str(level))
                for level, word in zip(SCALE_LEVELS, words or [""] * len(SCALE_LEVELS), strict=True)
            ]
        return [(line, line) for line in self.lines] if self.field_type in WITH_CHOICES else []
