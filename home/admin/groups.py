"""Permissions of the two Django groups of the Wagtail admin, derived from roles.py; not edited by hand."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupPagePermission, Page

from accounts.roles import EDITOR_ROLES, MATRIX, Right, Role
from meetings.articles.pages import ArticlesPage
from meetings.forum.pages import ForumPage
from meetings.questionnaires.pages import QuestionnaireIndexPage
from meetings.template.pages import TemplateIndexPage

REGISTER_MODELS = ("initiative", "goal", "datatype", "datasettype")


@transaction.atomic
def sync_editor_groups() -> None:
    """Give the groups exactly the permissions that the matrix implies. Idempotent."""
    for role in EDITOR_ROLES:
        group, _created = Group.objects.get_or_create(name=role.value)
        group.permissions.set(_permissions(role))
        wanted = _page_permissions(role)
        GroupPagePermission.objects.filter(group=group).exclude(
            pk__in=[row.pk for row in (_page_permission(group, page, codename) for page, codename in wanted)]
        ).delete()
    Group.objects.exclude(name__in=[role.value for role in EDITOR_ROLES]).filter(
        name__in=["Editors", "Moderators"]  # created by Wagtail's migrations
    ).delete()


def _permissions(role: Role) -> list[Permission]:
    wanted = {("wagtailadmin", "access_admin")}
    if Right.EDIT_TEMPLATES in MATRIX[role]:
        wanted |= {("snippets", f"{act}_{model}") for act in ("add", "change", "view") for model in REGISTER_MODELS}
    else:
        wanted |= {("snippets", f"view_{model}") for model in REGISTER_MODELS}
    if Right.MANAGE_ALL_PEOPLE in MATRIX[role]:
        wanted |= {
            ("foundation", "change_municipality"),
            ("accounts", "change_signinsettings"),
            ("meetings", "change_documentsettings"),
            ("accounts", "change_directorysettings"),
            ("wagtailcore", "change_workflow"),
        }
    rows = Permission.objects.filter(codename__in=[codename for _app, codename in wanted]).select_related(
        "content_type"
    )
    return [row for row in rows if (row.content_type.app_label, row.codename) in wanted]


def _page_permissions(role: Role) -> list[tuple[Page, str]]:
    """Pages and permissions: editors write templates, questionnaires and articles and change the leader forum;
    administrators can only look (`lock_page` makes pages visible, no more)."""
    templates, forum = TemplateIndexPage.objects.first(), ForumPage.objects.first()
    questionnaires, articles = QuestionnaireIndexPage.objects.first(), ArticlesPage.objects.first()
    if Right.EDIT_TEMPLATES in MATRIX[role]:
        writes = ("add_page", "change_page", "publish_page")
        per_page: list[tuple[Page | None, tuple[str, ...]]] = [
            (page, writes) for page in (templates, questionnaires, articles)
        ]
        per_page.append((forum, ("change_page", "publish_page")))
    else:
        per_page = [(page, ("lock_page",)) for page in (templates, questionnaires, articles, forum)]
    return [(page, codename) for page, codenames in per_page if page is not None for codename in codenames]


def _page_permission(group: Group, page: Page, codename: str) -> GroupPagePermission:
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", content_type__model="page", codename=codename
    )
    row, _created = GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)
    return row
