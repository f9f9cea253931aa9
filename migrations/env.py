"""Alembic's entry: runs the migrations on the connection that `dougong migrate` gives.

The settings are in app/cli/migrations.py; there is no alembic.ini.
"""

from alembic import context

from migrations.operations import spare_generated_columns


def run() -> None:
    spare_generated_columns()
    connection = context.config.attributes["connection"]
    # SQLite rolls DDL back as well, when the connection begins transactions itself: all or nothing.
    context.configure(connection=connection, transactional_ddl=True, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


run()
