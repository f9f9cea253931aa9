"""Relax Refund.payment, add Refund.receipt."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.drop_index("ix_refund_state_project_deleted_at", table_name="refund")
    with op.batch_alter_table("refund") as batch:
        batch.alter_column("payment_id", existing_type=Key, nullable=True)
        batch.add_column(sa.Column("receipt_id", Key))
        batch.create_foreign_key("fk_refund_receipt", "open_receipt", ["receipt_id"], ["id"])
    op.create_index("ix_refund_receipt_id", "refund", ["receipt_id"])
    op.create_index("ix_refund_state_deleted_at", "refund", ["state", "deleted_at"])


def downgrade() -> None:
    op.drop_index("ix_refund_state_deleted_at", table_name="refund")
    op.drop_index("ix_refund_receipt_id", table_name="refund")
    with op.batch_alter_table("refund") as batch:
        batch.drop_constraint("fk_refund_receipt", type_="foreignkey")
        batch.drop_column("receipt_id")
        batch.alter_column("payment_id", existing_type=Key, nullable=False)
    op.create_index(
        "ix_refund_state_project_deleted_at", "refund", ["state", "project_id", "deleted_at"]
    )
