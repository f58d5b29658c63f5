"""The rows by which readers of an article may fetch its files, and the removal of a file that is deleted."""

import json

from django.db import transaction
from django_tasks import task

from foundation.stream_data import raw_blocks
from media.media_item import MediaItem
from meetings.articles.pages import ArticleFile, ArticlePage
from meetings.articles.stored_body import file_numbers, without_file
from meetings.evidence.retention.forget_media_item import scrub_revisions


def write_file_rows(article: ArticlePage) -> None:
    """Rows for what the published text shows. Never for files of evidence, whatever number stands in the body."""
    numbers = file_numbers(article.body) if article.live else set()
    keys = (
        set(MediaItem.objects.of_editors().filter(pk__in=numbers).values_list("key", flat=True)) if numbers else set()
    )
    ArticleFile.objects.filter(article=article).exclude(media_key__in=keys).delete()
    rows = [ArticleFile(article=article, media_key=key) for key in sorted(keys)]
    ArticleFile.objects.bulk_create(rows, ignore_conflicts=True)


def remove_file_from_articles(item: MediaItem) -> None:
    """Remove a file that is about to be deleted from what is published; a task removes it from drafts and revisions.

    Call it inside the transaction that deletes the file.
    """
    if item.evidence_id is not None:
        return
    for article in ArticlePage.objects.filter(file_rows__media_key=item.key):
        _remove_from_body(article, item.pk)
    ArticleFile.objects.filter(media_key=item.key).delete()
    remove_file_from_revisions.enqueue(item.pk)


@task()
def remove_file_from_revisions(number: int) -> None:
    """Remove the deleted file with the primary key `number` from every article, drafts too, and all their revisions."""
    for pk in ArticlePage.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            article = ArticlePage.objects.select_for_update(of=("self",)).filter(pk=pk).first()
            if article is not None:
                _remove_from_body(article, number)
                scrub_revisions(article, "body", lambda raw: without_file(raw, number))


def _remove_from_body(article: ArticlePage, number: int) -> None:
    before = raw_blocks(article.body)
    after = without_file(before, number)
    if after != before:
        article.body = json.dumps(after)
        article.save(clean=False)


def articles_with(item: MediaItem) -> list[ArticlePage]:
    """Return the published articles that show the file. One query."""
    rows = ArticlePage.objects.filter(file_rows__media_key=item.key, live=True)
    return list(rows.only("title", "url_path").order_by("-date", "-pk"))
