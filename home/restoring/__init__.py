"""What is done after a backup was restored: settings.CARRIED_OUT_AGAIN, DELETED_AGAIN and AFTER_RESTORE name it."""
