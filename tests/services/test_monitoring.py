"""The metrics of a real web server with two processes."""

import re
import urllib.request

from tests.services.servers import Installation

REQUESTS = 40


def test_the_processes_of_a_server_count_together(installation_on_sqlite: Installation) -> None:
    installation = installation_on_sqlite
    installation.environment["LAERINGSRUM_MONITORING_NETWORKS"] = "127.0.0.1"
    installation.start(workers=2, threads=1)
    for _number in range(REQUESTS):
        with urllib.request.urlopen(f"{installation.url}/privatliv/") as response:
            response.read()
    with urllib.request.urlopen(f"{installation.url}/metrics") as response:
        text = response.read().decode()
    counted = re.search(r'laeringsrum_requests_total\{method="GET",route="privacy",status="200"\} (\d+)', text)
    assert counted and int(counted[1]) == REQUESTS
