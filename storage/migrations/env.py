"""What Alembic runs for each upgrade, on the connection that `storage.migrate` hands over.

Alembic needs a file of this name. There is no offline mode and no alembic.ini: one way to migrate
means that nobody can migrate past the lock that `storage.migrate` holds.
"""

from alembic import context

from storage.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    # SQLite cannot alter a column: Alembic rebuilds the table instead
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
