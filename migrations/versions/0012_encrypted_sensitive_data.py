"""Sensitive data at rest is encrypted."""

import sqlalchemy as sa
from alembic import op

from migrations.operations import decrypt_column, encrypt_column

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

LIVE = sa.text("deleted_at IS NULL")
COLUMNS = (
    ("customer", "id_no", sa.String(64), True),
    ("customer", "living_alone_elderly", sa.Boolean(), True),
    ("registration", "id_no", sa.String(64), True),
    ("registration", "living_alone_elderly", sa.Boolean(), True),
    ("registration", "password", sa.String(255), False),
    ("employee", "id_no", sa.String(64), True),
)


def upgrade() -> None:
    _drop_indexes()
    for table, column, before, blind in COLUMNS:
        encrypt_column(table, column, before, blind=blind)
    _make_indexes("id_no_blind")


def downgrade() -> None:
    _drop_indexes()
    for table, column, before, blind in COLUMNS:
        decrypt_column(table, column, before, blind=blind)
    _make_indexes("id_no")


def _drop_indexes() -> None:
    op.drop_index("ix_customer_id_no", table_name="customer")
    op.drop_index("uq_customer_id_no", table_name="customer")


def _make_indexes(column: str) -> None:
    op.create_index("ix_customer_id_no", "customer", [column])
    op.create_index(
        "uq_customer_id_no",
        "customer",
        [column],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )
