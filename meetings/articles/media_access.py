"""Access to the files that articles show."""

from django.db.models import Exists, OuterRef, Q

from accounts.roles import Right
from accounts.user import AnyUser
from media.enums import LegalBasis
from media.view_log.enums import ViewPlace
from meetings.articles.pages import ArticleFile
from meetings.articles.visibility import articles_q
from meetings.evidence.files.media_access import register_media_rule
from meetings.units import access


@register_media_rule(ViewPlace.ARTICLE)
def shown_by_article(user: AnyUser) -> Q:
    """The readers of a published article that shows it, as long as its legal basis is stated; and those who write
    articles, so that they see what they describe. Never a file of evidence."""
    person = access.of(user)
    rows = ArticleFile.objects.filter(articles_q(person, "article__"), article__live=True, media_key=OuterRef("key"))
    has_basis = ~Q(legal_basis="") & (~Q(legal_basis=LegalBasis.CONSENT) | ~Q(consent_note=""))
    shown = has_basis & Q(delete_after__isnull=False) & Q(Exists(rows))
    return Q(evidence=None) & (access.ALL_ROWS if person.has(Right.EDIT_ARTICLES) else shown)
