"""Wagtail's database search without the average over the whole index at each save (settings.WAGTAILSEARCH_BACKENDS)."""

from wagtail.search.backends.base import BaseSearchBackend
from wagtail.search.backends.database import SearchBackend as backend_of_database


def SearchBackend(params: dict[str, object]) -> BaseSearchBackend:
    """Return Wagtail's backend for the database in use.

    Wagtail weighs a title by its length against the average of all, and reads every row for that at each save. No page
    of ours orders by it; it is only done when the whole index is rebuilt.
    """
    backend = backend_of_database(params)
    whole = backend.index_class

    class Index(whole):  # type: ignore[misc,valid-type]
        def _refresh_title_norms(self, full: bool = False) -> None:
            if full:
                super()._refresh_title_norms(full=True)

    backend.index_class = Index
    return backend
