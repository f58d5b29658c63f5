"""All kinds of media item. A kind listed here is covered by objections, deletion and serving."""

from media.kinds.document import DOCUMENT
from media.kinds.film import FILM
from media.kinds.image import IMAGE
from media.kinds.sound import SOUND
from media.kinds.spec import MediaSpec

SPECS: dict[str, MediaSpec] = {spec.kind.value: spec for spec in (IMAGE, FILM, SOUND, DOCUMENT)}
