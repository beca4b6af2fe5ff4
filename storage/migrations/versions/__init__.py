"""The steps of the tables, oldest to newest; Alembic walks them in order."""
