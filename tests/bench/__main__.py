"""python -m tests.bench [pages]: every measurement on a fresh SQLite database, one line each; `pages` those alone."""

import os
import sys
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    sys.path[:0] = [str(PROJECT_ROOT), str(PROJECT_ROOT / "site")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django

    django.setup()
    import shutil

    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    databases = setup_databases(verbosity=0, interactive=False)
    try:
        from tests.bench import approving, charts, concurrency, documents, following, pages, photos, serving, workbooks

        if sys.argv[1:] != ["pages"]:
            print(f"{'':<44} {'A/B':>7}  (least–most)")
            for bench in (documents, photos, serving, following, charts, approving, workbooks):
                print(bench.measure(), flush=True)
        print(f"{'':<34} {'A/floor':>7}  (least–most)")
        for cost in pages.measure_all():
            print(cost, flush=True)
        if sys.argv[1:] != ["pages"]:
            for line in concurrency.measure_all():
                print(line, flush=True)
    finally:
        teardown_databases(databases, verbosity=0)
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


if __name__ == "__main__":
    main()
