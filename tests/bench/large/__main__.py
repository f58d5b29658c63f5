"""python -m tests.bench.large: fill a database with 250 units, 20,000 meetings and 5,000 people.

SQLite in var/large (LAERINGSRUM_DATA_DIR=var/large .venv/bin/python scripts/serve.py shows it), or the database of
LAERINGSRUM_DATABASE_URL.
"""

import argparse
import os
import sys
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[3]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.large", description=__doc__)
    for name, default in (("units", 250), ("years", 81), ("people", 20)):
        parser.add_argument(f"--{name}", type=int, default=default, help=f"(default {default})")
    asked = parser.parse_args()
    sys.path[:0] = [str(PROJECT_ROOT), str(PROJECT_ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    os.environ.setdefault("LAERINGSRUM_DATA_DIR", str(PROJECT_ROOT / "var" / "large"))
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone, translation

    from foundation.task_queue.queued_task import QueuedTask
    from home.demo.run_tasks import run_due_tasks
    from meetings.notifications.models import Notification
    from tests.bench.large.fill import act_out, copy

    call_command("set_up")
    call_command("load_demo")
    with translation.override("da"):
        cycles = act_out(years=asked.years, people=asked.people, today=timezone.localdate(), say=print)
        run_due_tasks()
        QueuedTask.objects.filter(lane="mail").delete()
        Notification.objects.all().delete()
        copy(units=asked.units, years=asked.years, cycles=cycles, say=print)


if __name__ == "__main__":
    main()
