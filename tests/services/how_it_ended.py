"""What became of tasks and photos, for tests that look from outside. Prints JSON."""

import json
from collections import Counter

from django.conf import settings

from foundation.models import AuditEvent, QueuedTask
from media.kinds.enums import MediaKind
from media.media_item import MediaItem


def main() -> None:
    # Neither what is done once a day nor the texts of the search.
    rows = QueuedTask.objects.filter(effect_key=None).exclude(path__startswith="meetings.search.")
    stored = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file() and not path.name.startswith(".")]
    waiting = [path for path in settings.QUARANTINE_DIR.rglob("*") if path.is_file() and not path.name.startswith(".")]
    print(
        json.dumps(
            {
                "photos": Counter(MediaItem.objects.filter(kind=MediaKind.IMAGE).values_list("state", flat=True)),
                "events": Counter(AuditEvent.objects.values_list("action", flat=True)),
                "ready_twice": len(_twice("media.ready")),
                "tasks_done": rows.exclude(finished_at=None).count(),
                "tasks_left": rows.filter(finished_at=None, parked_at=None).count(),
                "tasks_parked": rows.exclude(parked_at=None).count(),
                "attempts": Counter(rows.values_list("attempts", flat=True)),
                "files": len(stored),
                "files_due": sum(
                    len(image.stored_paths()) for image in MediaItem.objects.filter(kind=MediaKind.IMAGE, state="ready")
                ),
                "waiting": len([path for path in waiting if "waiting" in path.parts]),
                "started": rows.exclude(started_at=None).count(),
            }
        )
    )


def _twice(action: str) -> list[str]:
    seen = Counter(AuditEvent.objects.filter(action=action).values_list("object_type", "object_id"))
    return [str(key) for key, times in seen.items() if times > 1]
