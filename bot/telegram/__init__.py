"""The wire to Telegram: one connection, one door, one account of what may be said when."""
