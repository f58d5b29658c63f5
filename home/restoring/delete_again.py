"""Delete again what was deleted after the backup was made."""

from django.apps import apps
from django.utils import timezone

from foundation.deletion_ledger.ledger_file import LedgerLine
from media.media_item import MediaItem
from media.signals import item_will_be_deleted
from meetings.evidence.models import Evidence
from meetings.evidence.retention.delete_contributions import delete_contribution as delete_piece
from meetings.questionnaires import close_round as closing
from meetings.questionnaires.models import AnswerRound


def delete_row(line: LedgerLine) -> bool:
    """Delete the row with what goes with it; a page by its own `delete`."""
    row = apps.get_model(line.object_type)._base_manager.filter(pk=line.object_id).first()
    if row is None:
        return False
    row.delete()
    return True


def delete_item(line: LedgerLine) -> bool:
    """Delete the item with its files, wherever it was shown."""
    item = MediaItem.objects.select_for_update().filter(pk=line.object_id).first()
    if item is None:
        return False
    item_will_be_deleted.send(sender=MediaItem, item=item, why="deleted")
    item.delete()
    return True


def delete_contribution(line: LedgerLine) -> bool:
    """Delete the whole contribution with its files; what a sent document refers to is emptied."""
    piece = Evidence.objects.select_for_update().filter(pk=line.object_id, emptied_on=None).first()
    if piece is None:
        return False
    delete_piece(piece, timezone.localdate(line.at))
    return True


def close_round(line: LedgerLine) -> bool:
    """Destroy again what joins person and answer, and count the date of deletion from the day it was closed."""
    answer_round = AnswerRound.objects.filter(pk=line.object_id).select_related("questionnaire", "meeting").first()
    return answer_round is not None and closing.close_round(answer_round, timezone.localdate(line.at))
