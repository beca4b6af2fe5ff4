"""Updates in: from Telegram's queue to the handlers, none lost, none in the wrong order."""
