"""Storage for static files with hashed names, which bundles our stylesheets: one request instead of forty.

In the source tree each component has its own stylesheet, which app.css imports; where static files are not collected
(tests, development server) the browser follows the imports.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "app.css"
OUR_IMPORT = re.compile(r'^@import url\("(?P<path>(?:look|components)/[^"]+)"\)(?: (?P<media>\w+))?;$', re.M)
RELATIVE_URL = re.compile(r'url\("(?P<path>(?!data:|/|#)[^"]+)"\)')


def bundle(text: str, read: Callable[[str], str]) -> str:
    """Return `text` with our imports replaced by the stylesheets they import; url() is made relative to app.css."""

    def included(match: re.Match[str]) -> str:
        path = match["path"]
        folder = posixpath.dirname(path)
        sheet = RELATIVE_URL.sub(
            lambda url: f'url("{posixpath.normpath(posixpath.join(folder, url["path"]))}")', read(path)
        )
        return f"@media {match['media']} {{\n{sheet}}}\n" if match["media"] else sheet

    return OUR_IMPORT.sub(included, text)


class CachingCompressor(Compressor):
    """Compress each content once: most files are stored under two names, with and without the hash."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.compress_gzip = _cached(super().compress_gzip)
        self.compress_brotli = _cached(super().compress_brotli)


def _cached(compress: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Return `compress` with a cache. A thread with the same content waits for the first one's result."""
    known: dict[bytes, Future[bytes]] = {}

    def compressed(data: bytes) -> bytes:
        own: Future[bytes] = Future()
        first = known.setdefault(data, own)
        if first is own:
            try:
                own.set_result(compress(data))
            except Exception as error:
                own.set_exception(error)
        return first.result()

    return compressed


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    def create_compressor(self, **options: Any) -> Compressor:
        return CachingCompressor(**options)

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: object
    ) -> Iterator[tuple[str, str, bool] | tuple[str, None, RuntimeError]]:
        if not dry_run and ENTRY in paths:

            def read(name: str) -> str:
                storage, path = paths[name]
                with storage.open(path) as file:
                    return file.read().decode()

            whole = InMemoryStorage()
            whole.save(ENTRY, ContentFile(bundle(read(ENTRY), read).encode()))
            paths = {**paths, ENTRY: (whole, ENTRY)}
        yield from super().post_process(paths, dry_run, **options)
