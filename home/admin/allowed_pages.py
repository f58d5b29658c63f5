"""Which pages the Wagtail admin shows to whom: templates and the leader forum, in every list and search.

Plain Wagtail uses group permissions, and superusers see and search the whole tree. Here the pages are restricted, for
superusers too, to the types with `in_editor`, and of the examples to those that are cleared or that the user may see on
the site.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import BigAutoField, Q, QuerySet
from wagtail.models import Page, get_page_models
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.user import AnyUser
from foundation.compiled_query import Parameter
from foundation.pages import BasePage
from home.pages import HomePage
from meetings.forum.pages import ExamplePage
from meetings.forum.visible_examples import listed_examples
from meetings.units import access
from meetings.units.visible_rows import VisibleRows


def editors_pages(user: AnyUser) -> QuerySet[Page]:
    """Return the pages that the Wagtail admin may show to `user`. What `user` may do with them is decided by Wagtail's
    permissions."""
    return Page.objects.filter(_editors_q(user))


def is_editors_page(pk: int, user: AnyUser) -> bool:
    """Return whether the page is one of `editors_pages(user)`."""
    return bool(_one_of_them.rows(user, pk=pk))


_one_of_them = VisibleRows(
    lambda user: editors_pages(user).filter(pk=Parameter("pk", BigAutoField())).values_list("pk").order_by()
)


def ancestor_pages() -> Q:
    """Filter for root and front page, the ancestors of the editors' pages."""
    return Q(depth=1) | Q(content_type=ContentType.objects.get_for_model(HomePage))


def _editors_q(user: AnyUser) -> Q:
    kinds = [
        kind
        for kind in get_page_models()
        if issubclass(kind, BasePage) and kind.in_editor and not issubclass(kind, ExamplePage)
    ]
    of_their_kind = Q(content_type__in=[found.pk for found in ContentType.objects.get_for_models(*kinds).values()])
    cleared = ExamplePage.objects.filter(listed_examples()).values("pk")
    seen = access.visible_to(user, ExamplePage).values("pk")
    return of_their_kind | Q(pk__in=cleared) | Q(pk__in=seen)


class EditorPagePolicy(PagePermissionPolicy):
    """Wagtail's policy, with lists and searches restricted to the editors' pages and their ancestors."""

    def explorable_instances(self, user: AnyUser) -> QuerySet[Page]:
        return super().explorable_instances(user).filter(_editors_q(user) | ancestor_pages())
