"""Tables, transactions, the outbox, the vault and the migrations; knows no Telegram and no law.

Every function takes the caller's connection and leaves the commit to the caller: what belongs
together must be able to happen in one transaction.
"""
