"""What a person follows: news of it come by mail, as that person has chosen for all news."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.user import AnyUser, User


class FollowQuerySet(models.QuerySet["Follow"]):
    def for_user(self, person: AnyUser) -> Self:
        return self.filter(person=person.pk)

    def people(self, *, page: int | None = None, initiative: int | None = None) -> models.QuerySet[User]:
        """Those who follow the page or the initiative."""
        of_page = Q(page=page) if page is not None else Q(pk__in=[])
        of_initiative = Q(initiative=initiative) if initiative is not None else Q(pk__in=[])
        return User.objects.filter(pk__in=self.filter(of_page | of_initiative).values("person"))


class Follow(models.Model):
    """One person follows an initiative (its examples), or a page: the lederforum or a section of articles.

    It belongs to the person and not to a function, so that handing over a function hands over no follows.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="follows"
    )
    initiative = models.ForeignKey(
        "snippets.Initiative", verbose_name=_("initiative"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    since = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("what somebody follows")
        verbose_name_plural = _("what people follow")
        constraints = [
            models.CheckConstraint(
                name="one_follows_one_thing",
                condition=Q(initiative__isnull=False, page__isnull=True)
                | Q(initiative__isnull=True, page__isnull=False),
            ),
            models.UniqueConstraint(fields=["person", "initiative"], name="an_initiative_is_followed_once"),
            models.UniqueConstraint(fields=["person", "page"], name="a_page_is_followed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.initiative_id or self.page_id}"
