"""Settings of the log of acts and views, which is sealed (foundation/audit_seal)."""

from config import audit_keys, environment

#: Models of which every row is sealed in the chain.
SEALED_LOGS = ["foundation.AuditEvent", "media.ViewLogEntry"]
#: Keys of the chain, the present one first. Without any it is derived from SECRET_KEY, which production refuses.
AUDIT_KEYS = audit_keys.configured_keys()
#: Where the head of each day goes: addresses, and a file outside the data. Without either, *Drift* says so.
AUDIT_HEAD_MAILS = environment.comma_separated("AUDIT_HEAD_MAILS")
AUDIT_HEAD_FILE = environment.text("AUDIT_HEAD_FILE", "")
#: Functions that return a list of problems (sentences), for `manage.py verify_audit`.
ALSO_VERIFIED = ["meetings.minutes.approval.verify_all_records.verify_all_records"]
#: How long acts are kept in the log, in years; 0 keeps them.
EVENT_LOG_KEEP_YEARS = max(environment.number("EVENT_LOG_YEARS", 0), 0)
