"""Fork workers that the test kills, with Django loaded once: `python -m tests.services.lives`.

Reads commands on stdin. "live": fork a child that works as `manage.py work` does, and print its process id. "bury":
wait for the child, which the test has killed by then. It ends at the end of stdin.
"""

import os
import sys


def main() -> None:
    sys.path[:0] = [".", "site"]
    import django

    django.setup()
    from foundation.task_queue.engine import worker_class

    child = 0
    for line in sys.stdin:
        if line.strip() == "live":
            child = os.fork()
            if child == 0:
                worker_class()(lanes={"default": 2}).run()
                os._exit(0)
            print(child, flush=True)
        elif line.strip() == "bury":
            os.waitpid(child, 0)
            print("buried", flush=True)


if __name__ == "__main__":
    main()
