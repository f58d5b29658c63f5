"""How the log is, in few statements: for the operation page, and for whatever watches the installation."""

from dataclasses import dataclass, field
from datetime import datetime

from foundation.audit import AuditEvent
from foundation.audit_seal.findings import SealFinding
from foundation.audit_seal.heads import HEAD_SENT, sends_heads
from foundation.audit_seal.seal_block import WaitingRow
from foundation.audit_seal.sealed_log import sealed_logs
from foundation.audit_seal.verify import MAX_WAIT_FOR_SEAL

LOG_VERIFIED = "log.verified"


@dataclass(frozen=True)
class LogState:
    """`unsealed`: rows that have waited for their seal for more than a minute. `verified_at`: None before the first
    time; `findings` are the first of that time, `finding_count` counts all. `head_sent_at`: None when none was sent."""

    unsealed: int
    verified_at: datetime | None = None
    findings: list[SealFinding] = field(default_factory=list)
    finding_count: int = 0
    head_sent_at: datetime | None = None
    sends_heads: bool = False


def unsealed(now: datetime) -> int:
    """Count what is not sealed: one statement when nothing waits."""
    if not WaitingRow.objects.exists():
        return 0
    return sum(
        model._base_manager.filter(
            pk__in=WaitingRow.objects.filter(table=table).values("row"),
            **{f"{model.time_field}__lt": now - MAX_WAIT_FOR_SEAL},
        ).count()
        for table, model in sealed_logs().items()
    )


def log_state(now: datetime) -> LogState:
    """Return the state: three statements when nothing waits."""
    last = {
        action: AuditEvent.objects.filter(action=action).order_by("-pk").only("at", "data").first()
        for action in (LOG_VERIFIED, HEAD_SENT)
    }
    verified, sent = last[LOG_VERIFIED], last[HEAD_SENT]
    return LogState(
        unsealed=unsealed(now),
        verified_at=verified.at if verified else None,
        findings=[SealFinding.from_plain(plain) for plain in verified.data["findings"]] if verified else [],
        finding_count=verified.data["count"] if verified else 0,
        head_sent_at=sent.at if sent else None,
        sends_heads=sends_heads(),
    )
