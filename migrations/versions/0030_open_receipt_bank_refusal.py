"""Add OpenReceipt, add BankRefusal, add Invoice.late, add Invoice.parts and 6 more."""

import sqlalchemy as sa
from alembic import op

from migrations.operations import fill

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.drop_index("uq_amortisation_bill", table_name="amortisation")
    op.drop_index("ix_amortisation_bill_id", table_name="amortisation")
    op.drop_index("ix_amortisation_customer_id", table_name="amortisation")
    op.create_table(
        "open_receipt",
        sa.Column("id", Key, nullable=False),
        sa.Column("receipt_no", sa.String(40)),
        sa.Column("settlement_id", Key, nullable=False),
        sa.Column("trade_id", Key, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("trade_no", sa.String(64), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True)),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("project_id", Key),
        sa.Column("customer_id", Key),
        sa.Column("payment_id", Key),
        sa.Column("voucher_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_open_receipt"),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["channel_settlement.id"], name="fk_open_receipt_settlement"
        ),
        sa.ForeignKeyConstraint(["trade_id"], ["channel_trade.id"], name="fk_open_receipt_trade"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_open_receipt_project"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_open_receipt_customer"),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name="fk_open_receipt_payment"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_open_receipt_voucher"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_open_receipt_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_open_receipt_updated_by"
        ),
    )
    op.create_index("ix_open_receipt_settlement_id", "open_receipt", ["settlement_id"])
    op.create_index(
        "uq_open_receipt_trade",
        "open_receipt",
        ["trade_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_open_receipt_trade_id", "open_receipt", ["trade_id"])
    op.create_index("ix_open_receipt_customer_id", "open_receipt", ["customer_id"])
    op.create_index("ix_open_receipt_payment_id", "open_receipt", ["payment_id"])
    op.create_index("ix_open_receipt_voucher_id", "open_receipt", ["voucher_id"])
    op.create_index("ix_open_receipt_state_paid_at", "open_receipt", ["state", "paid_at"])
    op.create_index("ix_open_receipt_receipt_no", "open_receipt", ["receipt_no"])
    op.create_index("ix_open_receipt_paid_at", "open_receipt", ["paid_at"])
    op.create_index("ix_open_receipt_channel_paid_at", "open_receipt", ["channel", "paid_at"])
    op.create_index("ix_open_receipt_project_paid_at", "open_receipt", ["project_id", "paid_at"])
    op.create_index("ix_open_receipt_state_deleted_at", "open_receipt", ["state", "deleted_at"])
    op.create_table(
        "bank_refusal",
        sa.Column("id", Key, nullable=False),
        sa.Column("line_id", Key, nullable=False),
        sa.Column("payment_id", Key),
        sa.Column("settlement_id", Key),
        sa.Column("refund_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_bank_refusal"),
        sa.ForeignKeyConstraint(["line_id"], ["bank_line.id"], name="fk_bank_refusal_line"),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name="fk_bank_refusal_payment"),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["channel_settlement.id"], name="fk_bank_refusal_settlement"
        ),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name="fk_bank_refusal_refund"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_bank_refusal_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_bank_refusal_updated_by"
        ),
    )
    op.create_index("ix_bank_refusal_payment_id", "bank_refusal", ["payment_id"])
    op.create_index("ix_bank_refusal_settlement_id", "bank_refusal", ["settlement_id"])
    op.create_index("ix_bank_refusal_refund_id", "bank_refusal", ["refund_id"])
    op.create_index("ix_bank_refusal_line", "bank_refusal", ["line_id"])
    with op.batch_alter_table("invoice") as batch:
        batch.add_column(sa.Column("late", sa.BigInteger()))
        batch.add_column(sa.Column("parts", sa.JSON()))
    with op.batch_alter_table("channel_settlement") as batch:
        batch.add_column(sa.Column("unknown", sa.Integer()))
    with op.batch_alter_table("bill_reduction") as batch:
        batch.add_column(sa.Column("refund_id", Key))
        batch.create_foreign_key("fk_bill_reduction_refund", "refund", ["refund_id"], ["id"])
    with op.batch_alter_table("amortisation") as batch:
        batch.add_column(sa.Column("run_id", Key))
        batch.create_foreign_key("fk_amortisation_run", "bill_run", ["run_id"], ["id"])
        batch.alter_column("bill_id", existing_type=Key, nullable=True)
        batch.add_column(sa.Column("project_id", Key))
        batch.create_foreign_key("fk_amortisation_project", "project", ["project_id"], ["id"])
        batch.add_column(sa.Column("fee_item_id", Key))
        batch.create_foreign_key("fk_amortisation_fee_item", "fee_item", ["fee_item_id"], ["id"])
    fill("invoice", "late", "0")
    fill("channel_settlement", "unknown", "0")
    op.create_index("ix_bill_reduction_refund_id", "bill_reduction", ["refund_id"])
    op.create_index("ix_amortisation_run_from_period", "amortisation", ["run_id", "from_period"])
    op.create_index("ix_amortisation_bill", "amortisation", ["bill_id"])
    op.create_index("ix_amortisation_from_period", "amortisation", ["from_period"])
    op.create_index(
        "ix_amortisation_fee_item_from_period", "amortisation", ["fee_item_id", "from_period"]
    )
    op.create_index(
        "ix_amortisation_project_from_period", "amortisation", ["project_id", "from_period"]
    )
    op.create_index(
        "ix_amortisation_customer_from_period", "amortisation", ["customer_id", "from_period"]
    )


def downgrade() -> None:
    op.drop_index("ix_amortisation_customer_from_period", table_name="amortisation")
    op.drop_index("ix_amortisation_project_from_period", table_name="amortisation")
    op.drop_index("ix_amortisation_fee_item_from_period", table_name="amortisation")
    op.drop_index("ix_amortisation_from_period", table_name="amortisation")
    op.drop_index("ix_amortisation_bill", table_name="amortisation")
    op.drop_index("ix_amortisation_run_from_period", table_name="amortisation")
    op.drop_index("ix_bill_reduction_refund_id", table_name="bill_reduction")
    with op.batch_alter_table("amortisation") as batch:
        batch.drop_constraint("fk_amortisation_fee_item", type_="foreignkey")
        batch.drop_column("fee_item_id")
        batch.drop_constraint("fk_amortisation_project", type_="foreignkey")
        batch.drop_column("project_id")
        batch.alter_column("bill_id", existing_type=Key, nullable=False)
        batch.drop_constraint("fk_amortisation_run", type_="foreignkey")
        batch.drop_column("run_id")
    with op.batch_alter_table("bill_reduction") as batch:
        batch.drop_constraint("fk_bill_reduction_refund", type_="foreignkey")
        batch.drop_column("refund_id")
    with op.batch_alter_table("channel_settlement") as batch:
        batch.drop_column("unknown")
    with op.batch_alter_table("invoice") as batch:
        batch.drop_column("parts")
        batch.drop_column("late")
    op.drop_index("ix_bank_refusal_line", table_name="bank_refusal")
    op.drop_index("ix_bank_refusal_refund_id", table_name="bank_refusal")
    op.drop_index("ix_bank_refusal_settlement_id", table_name="bank_refusal")
    op.drop_index("ix_bank_refusal_payment_id", table_name="bank_refusal")
    op.drop_table("bank_refusal")
    op.drop_index("ix_open_receipt_state_deleted_at", table_name="open_receipt")
    op.drop_index("ix_open_receipt_project_paid_at", table_name="open_receipt")
    op.drop_index("ix_open_receipt_channel_paid_at", table_name="open_receipt")
    op.drop_index("ix_open_receipt_paid_at", table_name="open_receipt")
    op.drop_index("ix_open_receipt_receipt_no", table_name="open_receipt")
    op.drop_index("ix_open_receipt_state_paid_at", table_name="open_receipt")
    op.drop_index("ix_open_receipt_voucher_id", table_name="open_receipt")
    op.drop_index("ix_open_receipt_payment_id", table_name="open_receipt")
    op.drop_index("ix_open_receipt_customer_id", table_name="open_receipt")
    op.drop_index("ix_open_receipt_trade_id", table_name="open_receipt")
    op.drop_index("uq_open_receipt_trade", table_name="open_receipt")
    op.drop_index("ix_open_receipt_settlement_id", table_name="open_receipt")
    op.drop_table("open_receipt")
    op.create_index("ix_amortisation_customer_id", "amortisation", ["customer_id"])
    op.create_index("ix_amortisation_bill_id", "amortisation", ["bill_id"])
    op.create_index(
        "uq_amortisation_bill",
        "amortisation",
        ["bill_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
