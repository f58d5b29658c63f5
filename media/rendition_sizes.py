"""The named sizes. They are made once, at ingest; no other size exists, whatever an address asks for."""

#: Name -> longest side in pixels. A smaller original is never blown up, but has every name all the same.
IMAGE_RENDITIONS: dict[str, int] = {"thumb": 320, "card": 960, "large": 2048, "full": 4096}

POSTER = "poster"
CAPTIONS = "captions"

#: The film's still picture.
POSTER_RENDITIONS: dict[str, int] = {POSTER: 1280}
