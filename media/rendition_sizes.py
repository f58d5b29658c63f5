"""The named sizes of pictures. They are made once, by ingest; no other size exists, whatever a URL asks for."""

#: Name -> longest side in pixels. A smaller original is never enlarged, but has every name.
IMAGE_RENDITIONS: dict[str, int] = {"thumb": 320, "card": 960, "large": 2048, "full": 4096}

POSTER = "poster"
CAPTIONS = "captions"

#: The film's still picture.
POSTER_RENDITIONS: dict[str, int] = {POSTER: 1280}
