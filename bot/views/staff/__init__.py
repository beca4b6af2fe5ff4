"""The pages of those who work at the desk, in their private chat with the bot."""
