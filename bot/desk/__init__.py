"""The volunteers' side of Telegram: their seat, the topics of tickets, what became of letters."""
