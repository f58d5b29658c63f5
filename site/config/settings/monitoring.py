"""Settings of the lines in the log, and of who may watch the installation."""

from config import environment, logs

# Logs say what happened and where; they never contain text of minutes, signed addresses or passwords.
LOGGING = logs.configuration(
    {
        "laeringsrum": {"level": "INFO"},
        # Connections that a stopping worker cuts off; that a database is away is told by whoever asked it.
        "psycopg": {"level": "ERROR"},
        # Bots that try host names all day; the answer is 400.
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
    }
)
#: Whoever asks from here gets the deep check and the metrics (home/monitoring). Without any, nothing is counted.
MONITORING_NETWORKS = environment.networks("MONITORING_NETWORKS")
