"""A worker that lives many short lives: `python -m tests.services.lives`, with Django loaded once.

Reads lines on stdin. "live": forks a child that works as `manage.py work` does, and prints its process id. "bury":
waits for the child, which somebody has killed by then. The end of stdin ends it.
"""

import os
import sys


def main() -> None:
    sys.path[:0] = [".", "site"]
    import django

    django.setup()
    from foundation.task_queue.worker import Worker

    child = 0
    for line in sys.stdin:
        if line.strip() == "live":
            child = os.fork()
            if child == 0:
                Worker(lanes={"default": 2}, sends_mail=False).run()
                os._exit(0)
            print(child, flush=True)
        elif line.strip() == "bury":
            os.waitpid(child, 0)
            print("buried", flush=True)


if __name__ == "__main__":
    main()
