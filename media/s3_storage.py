"""Storage for larger installations: a private S3 bucket without public URLs."""

from typing import NoReturn

from botocore.config import Config
from django.utils.deconstruct import deconstructible
from storages.backends.s3 import S3Storage

from media.storage import NO_ADDRESS

MAX_LINK_SECONDS = 15 * 60  # seconds; for films, so that a player can keep requesting ranges


@deconstructible(path="media.s3_storage.PrivateS3Storage")
class PrivateS3Storage(S3Storage):
    """S3 without `url()`; only `signed_link` gives a URL, and it is short-lived.

    No ACL is sent: an object is private by default, and buckets with object ownership enforced refuse every other ACL.
    The timeouts keep a dead object store from holding a web worker longer than 12 seconds (boto3's own: 183).
    """

    def __init__(self, **options: object) -> None:
        options.setdefault("default_acl", None)
        options.setdefault("file_overwrite", False)
        options.setdefault("querystring_auth", True)
        options.setdefault("custom_domain", None)
        options.setdefault(
            "client_config",
            Config(
                connect_timeout=2,
                read_timeout=5,
                retries={"total_max_attempts": 2, "mode": "standard"},
                signature_version="s3v4",
                s3={"addressing_style": options.get("addressing_style") or "auto"},
            ),
        )
        super().__init__(**options)

    def url(self, name: str, *args: object, **kwargs: object) -> NoReturn:
        raise NotImplementedError(NO_ADDRESS)

    def signed_link(self, name: str, *, seconds: int, content_type: str, disposition: str) -> str:
        """Return a URL for one GET of `name` that expires after `seconds` (at most 15 minutes).

        Content type and disposition are part of the signature, so that the recipient can't have the bytes shown as
        something else.
        """
        parameters = {
            "ResponseContentType": content_type,
            "ResponseContentDisposition": disposition,
            "ResponseCacheControl": "private, no-store",
        }
        return super().url(name, parameters=parameters, expire=max(1, min(seconds, MAX_LINK_SECONDS)))
