"""Add Budget, add BudgetLine, add BudgetAdjustment, add BudgetAdjustmentLine and 40 more."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "budget",
        sa.Column("id", Key, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("department_id", Key),
        sa.Column("project_id", Key),
        sa.Column("edition", sa.Integer()),
        sa.Column("method", sa.String(40), nullable=False),
        sa.Column("control", sa.String(40), nullable=False),
        sa.Column("span", sa.String(40), nullable=False),
        sa.Column("total", sa.BigInteger()),
        sa.Column("actual", sa.BigInteger()),
        sa.Column("explanation", sa.Text()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_budget"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_budget_department"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_budget_project"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_budget_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_budget_updated_by"),
    )
    op.create_index(
        "uq_budget_year_department_project_edition",
        "budget",
        ["year", "department_id", "project_id", "edition"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_budget_state_year", "budget", ["state", "year"])
    op.create_index("ix_budget_department_year", "budget", ["department_id", "year"])
    op.create_index("ix_budget_project_year", "budget", ["project_id", "year"])
    op.create_index("ix_budget_state_deleted_at", "budget", ["state", "deleted_at"])
    op.create_table(
        "account",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("parent_id", Key),
        sa.Column("category", sa.String(40), nullable=False),
        sa.Column("direction", sa.String(40), nullable=False),
        sa.Column("leaf", sa.Boolean()),
        sa.Column("aux", sa.JSON()),
        sa.Column("cash", sa.Boolean()),
        sa.Column("bank", sa.Boolean()),
        sa.Column("report_line", sa.String(32)),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.ForeignKeyConstraint(["parent_id"], ["account.id"], name="fk_account_parent"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_account_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_account_updated_by"),
    )
    op.create_index(
        "uq_account_code",
        "account",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_account_parent_id", "account", ["parent_id"])
    op.create_index("ix_account_category_code", "account", ["category", "code"])
    op.create_index("ix_account_direction_code", "account", ["direction", "code"])
    op.create_index("ix_account_leaf_code", "account", ["leaf", "code"])
    op.create_index("ix_account_cash_code", "account", ["cash", "code"])
    op.create_index("ix_account_active_code", "account", ["active", "code"])
    op.create_table(
        "budget_line",
        sa.Column("id", Key, nullable=False),
        sa.Column("budget_id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("adjusted", sa.BigInteger()),
        sa.Column("committed", sa.BigInteger()),
        sa.Column("actual", sa.BigInteger()),
        sa.Column("available", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_budget_line"),
        sa.ForeignKeyConstraint(["budget_id"], ["budget.id"], name="fk_budget_line_budget"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_budget_line_account"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_budget_line_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_budget_line_updated_by"
        ),
    )
    op.create_index("ix_budget_line_budget_id", "budget_line", ["budget_id"])
    op.create_index("ix_budget_line_account_id", "budget_line", ["account_id"])
    op.create_index(
        "uq_budget_line_budget_account_month",
        "budget_line",
        ["budget_id", "account_id", "month"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_budget_line_month", "budget_line", ["month"])
    op.create_table(
        "budget_adjustment",
        sa.Column("id", Key, nullable=False),
        sa.Column("adj_no", sa.String(40)),
        sa.Column("budget_id", Key, nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("net", sa.BigInteger()),
        sa.Column("small", sa.Boolean()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_budget_adjustment"),
        sa.ForeignKeyConstraint(["budget_id"], ["budget.id"], name="fk_budget_adjustment_budget"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_budget_adjustment_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_budget_adjustment_updated_by"
        ),
    )
    op.create_index("ix_budget_adjustment_adj_no", "budget_adjustment", ["adj_no"])
    op.create_index("ix_budget_adjustment_created_at", "budget_adjustment", ["created_at"])
    op.create_index(
        "ix_budget_adjustment_state_created_at", "budget_adjustment", ["state", "created_at"]
    )
    op.create_index(
        "ix_budget_adjustment_kind_created_at", "budget_adjustment", ["kind", "created_at"]
    )
    op.create_index(
        "ix_budget_adjustment_budget_created_at", "budget_adjustment", ["budget_id", "created_at"]
    )
    op.create_index(
        "ix_budget_adjustment_state_deleted_at", "budget_adjustment", ["state", "deleted_at"]
    )
    op.create_table(
        "budget_adjustment_line",
        sa.Column("id", Key, nullable=False),
        sa.Column("adjustment_id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_budget_adjustment_line"),
        sa.ForeignKeyConstraint(
            ["adjustment_id"], ["budget_adjustment.id"], name="fk_budget_adjustment_line_adjustment"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_budget_adjustment_line_account"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_budget_adjustment_line_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_budget_adjustment_line_updated_by"
        ),
    )
    op.create_index(
        "ix_budget_adjustment_line_account_id", "budget_adjustment_line", ["account_id"]
    )
    op.create_index(
        "uq_budget_adjustment_line_adjustment_account_month",
        "budget_adjustment_line",
        ["adjustment_id", "account_id", "month"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_budget_adjustment_line_month", "budget_adjustment_line", ["month"])
    op.create_index(
        "ix_budget_adjustment_line_adjustment_month",
        "budget_adjustment_line",
        ["adjustment_id", "month"],
    )
    op.create_table(
        "bank_account",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("project_id", Key),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("bank", sa.String(64)),
        sa.Column("number", sa.Text()),
        sa.Column(
            "number_blind", sa.String(32), sa.Computed('substr("number", 1, 32)', persisted=True)
        ),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_bank_account"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_bank_account_project"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_bank_account_account"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_bank_account_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_bank_account_updated_by"
        ),
    )
    op.create_index(
        "uq_bank_account_code",
        "bank_account",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_bank_account_account_id", "bank_account", ["account_id"])
    op.create_index("ix_bank_account_kind_code", "bank_account", ["kind", "code"])
    op.create_index("ix_bank_account_project_code", "bank_account", ["project_id", "code"])
    op.create_index("ix_bank_account_active_code", "bank_account", ["active", "code"])
    op.create_table(
        "accounting_period",
        sa.Column("id", Key, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("vouchers", sa.Integer()),
        sa.Column("checks", sa.JSON()),
        sa.Column("checked_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("balance_digest", sa.String(64)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_accounting_period"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_accounting_period_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_accounting_period_updated_by"
        ),
    )
    op.create_index(
        "uq_accounting_period_period",
        "accounting_period",
        ["period"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_accounting_period_state_period", "accounting_period", ["state", "period"])
    op.create_index(
        "ix_accounting_period_state_deleted_at", "accounting_period", ["state", "deleted_at"]
    )
    op.create_table(
        "voucher_rule",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("standard", sa.String(40), nullable=False),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("merge", sa.String(40), nullable=False),
        sa.Column("auto_check", sa.Boolean()),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_voucher_rule"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_voucher_rule_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_voucher_rule_updated_by"
        ),
    )
    op.create_index(
        "uq_voucher_rule_code",
        "voucher_rule",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_voucher_rule_state_code", "voucher_rule", ["state", "code"])
    op.create_index("ix_voucher_rule_event_code", "voucher_rule", ["event", "code"])
    op.create_index("ix_voucher_rule_standard_code", "voucher_rule", ["standard", "code"])
    op.create_index("ix_voucher_rule_state_deleted_at", "voucher_rule", ["state", "deleted_at"])
    op.create_table(
        "voucher",
        sa.Column("id", Key, nullable=False),
        sa.Column("period_id", Key, nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("word", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer()),
        sa.Column("voucher_no", sa.String(24)),
        sa.Column("summary", sa.String(200), nullable=False),
        sa.Column("attachments", sa.Integer(), nullable=False),
        sa.Column("documents", sa.JSON()),
        sa.Column("event", sa.String(40), nullable=False),
        sa.Column("source_type", sa.String(40)),
        sa.Column("source_id", sa.Integer()),
        sa.Column("source_key", sa.String(40)),
        sa.Column("rule_id", Key),
        sa.Column("debit", sa.BigInteger()),
        sa.Column("credit", sa.BigInteger()),
        sa.Column("has_cash", sa.Boolean()),
        sa.Column("maker_id", sa.Integer()),
        sa.Column("checker_id", sa.Integer()),
        sa.Column("cashier_id", sa.Integer()),
        sa.Column("poster_id", sa.Integer()),
        sa.Column("posted_at", sa.DateTime(timezone=True)),
        sa.Column("reverses_id", Key),
        sa.Column("chain_no", sa.Integer()),
        sa.Column("prev_hash", sa.String(64)),
        sa.Column("hash", sa.String(64)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_voucher"),
        sa.ForeignKeyConstraint(["period_id"], ["accounting_period.id"], name="fk_voucher_period"),
        sa.ForeignKeyConstraint(["rule_id"], ["voucher_rule.id"], name="fk_voucher_rule"),
        sa.ForeignKeyConstraint(["maker_id"], ["ab_user.id"], name="fk_voucher_maker"),
        sa.ForeignKeyConstraint(["checker_id"], ["ab_user.id"], name="fk_voucher_checker"),
        sa.ForeignKeyConstraint(["cashier_id"], ["ab_user.id"], name="fk_voucher_cashier"),
        sa.ForeignKeyConstraint(["poster_id"], ["ab_user.id"], name="fk_voucher_poster"),
        sa.ForeignKeyConstraint(["reverses_id"], ["voucher.id"], name="fk_voucher_reverses"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_voucher_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_voucher_updated_by"),
    )
    op.create_index("ix_voucher_date", "voucher", ["date"])
    op.create_index("ix_voucher_voucher_no", "voucher", ["voucher_no"])
    op.create_index("ix_voucher_rule_id", "voucher", ["rule_id"])
    op.create_index("ix_voucher_checker_id", "voucher", ["checker_id"])
    op.create_index("ix_voucher_cashier_id", "voucher", ["cashier_id"])
    op.create_index("ix_voucher_poster_id", "voucher", ["poster_id"])
    op.create_index(
        "uq_voucher_reverses",
        "voucher",
        ["reverses_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_voucher_reverses_id", "voucher", ["reverses_id"])
    op.create_index(
        "uq_voucher_period_word_number",
        "voucher",
        ["period_id", "word", "number"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "uq_voucher_period_chain_no",
        "voucher",
        ["period_id", "chain_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "uq_voucher_source_type_source_id_event_source_key",
        "voucher",
        ["source_type", "source_id", "event", "source_key"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_voucher_period_state", "voucher", ["period_id", "state"])
    op.create_index("ix_voucher_event_source_id", "voucher", ["event", "source_id"])
    op.create_index("ix_voucher_state_date", "voucher", ["state", "date"])
    op.create_index("ix_voucher_period_date", "voucher", ["period_id", "date"])
    op.create_index("ix_voucher_event_date", "voucher", ["event", "date"])
    op.create_index("ix_voucher_word_date", "voucher", ["word", "date"])
    op.create_index("ix_voucher_maker_date", "voucher", ["maker_id", "date"])
    op.create_index("ix_voucher_state_deleted_at", "voucher", ["state", "deleted_at"])
    op.create_table(
        "expense",
        sa.Column("id", Key, nullable=False),
        sa.Column("expense_no", sa.String(40)),
        sa.Column("applicant_id", Key, nullable=False),
        sa.Column("applicant_name", sa.String(32)),
        sa.Column("department_id", Key, nullable=False),
        sa.Column("project_id", Key),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("payee", sa.String(100), nullable=False),
        sa.Column("payee_account", sa.Text()),
        sa.Column(
            "payee_account_blind",
            sa.String(32),
            sa.Computed('substr("payee_account", 1, 32)', persisted=True),
        ),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("vat", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(200), nullable=False),
        sa.Column("documents", sa.JSON()),
        sa.Column("repair_order_id", Key),
        sa.Column("spend_on", sa.Date(), nullable=False),
        sa.Column("budget_line_id", Key),
        sa.Column("budget_check", sa.JSON()),
        sa.Column("over_budget", sa.Boolean()),
        sa.Column("large", sa.Boolean()),
        sa.Column("paid_on", sa.Date()),
        sa.Column("paid_from_id", Key),
        sa.Column("voucher_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_expense"),
        sa.ForeignKeyConstraint(["applicant_id"], ["employee.id"], name="fk_expense_applicant"),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name="fk_expense_department"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_expense_project"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_expense_account"),
        sa.ForeignKeyConstraint(
            ["repair_order_id"], ["repair_order.id"], name="fk_expense_repair_order"
        ),
        sa.ForeignKeyConstraint(
            ["budget_line_id"], ["budget_line.id"], name="fk_expense_budget_line"
        ),
        sa.ForeignKeyConstraint(["paid_from_id"], ["bank_account.id"], name="fk_expense_paid_from"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_expense_voucher"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_expense_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_expense_updated_by"),
    )
    op.create_index("ix_expense_repair_order_id", "expense", ["repair_order_id"])
    op.create_index("ix_expense_budget_line_id", "expense", ["budget_line_id"])
    op.create_index("ix_expense_paid_from_id", "expense", ["paid_from_id"])
    op.create_index("ix_expense_voucher_id", "expense", ["voucher_id"])
    op.create_index("ix_expense_department_state", "expense", ["department_id", "state"])
    op.create_index("ix_expense_state_created_at", "expense", ["state", "created_at"])
    op.create_index("ix_expense_expense_no", "expense", ["expense_no"])
    op.create_index("ix_expense_created_at", "expense", ["created_at"])
    op.create_index("ix_expense_department_created_at", "expense", ["department_id", "created_at"])
    op.create_index("ix_expense_project_created_at", "expense", ["project_id", "created_at"])
    op.create_index("ix_expense_account_created_at", "expense", ["account_id", "created_at"])
    op.create_index("ix_expense_applicant_created_at", "expense", ["applicant_id", "created_at"])
    op.create_index("ix_expense_spend_on", "expense", ["spend_on"])
    op.create_index("ix_expense_created_by_created_at", "expense", ["created_by_id", "created_at"])
    op.create_index(
        "ix_expense_state_created_by_deleted_at",
        "expense",
        ["state", "created_by_id", "deleted_at"],
    )
    op.create_table(
        "audit_run",
        sa.Column("id", Key, nullable=False),
        sa.Column("period_from", sa.String(7), nullable=False),
        sa.Column("period_to", sa.String(7), nullable=False),
        sa.Column("rules", sa.String(200)),
        sa.Column("sample_size", sa.Integer()),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("findings", sa.Integer()),
        sa.Column("summary", sa.JSON()),
        sa.Column("sample", sa.JSON()),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_audit_run"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_audit_run_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_audit_run_updated_by"),
    )
    op.create_table(
        "audit_finding",
        sa.Column("id", Key, nullable=False),
        sa.Column("run_id", Key, nullable=False),
        sa.Column("rule", sa.String(8), nullable=False),
        sa.Column("rule_name", sa.String(100)),
        sa.Column("risk", sa.String(40), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.Text()),
        sa.Column("seen", sa.Integer()),
        sa.Column("owner_id", sa.Integer()),
        sa.Column("due_on", sa.Date()),
        sa.Column("response", sa.Text()),
        sa.Column("documents", sa.JSON()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_audit_finding"),
        sa.ForeignKeyConstraint(["run_id"], ["audit_run.id"], name="fk_audit_finding_run"),
        sa.ForeignKeyConstraint(["owner_id"], ["ab_user.id"], name="fk_audit_finding_owner"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_audit_finding_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_audit_finding_updated_by"
        ),
    )
    op.create_index("ix_audit_finding_run_id", "audit_finding", ["run_id"])
    op.create_index("ix_audit_finding_owner_id", "audit_finding", ["owner_id"])
    op.create_index("ix_audit_finding_due_on", "audit_finding", ["due_on"])
    op.create_index(
        "ix_audit_finding_subject_subject_id", "audit_finding", ["subject", "subject_id"]
    )
    op.create_index(
        "ix_audit_finding_rule_subject_subject_id",
        "audit_finding",
        ["rule", "subject", "subject_id"],
    )
    op.create_index("ix_audit_finding_risk", "audit_finding", ["risk"])
    op.create_index("ix_audit_finding_state_deleted_at", "audit_finding", ["state", "deleted_at"])
    op.create_table(
        "cash_count",
        sa.Column("id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("opening", sa.BigInteger()),
        sa.Column("received", sa.BigInteger()),
        sa.Column("refunded", sa.BigInteger()),
        sa.Column("banked", sa.BigInteger()),
        sa.Column("expected", sa.BigInteger()),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("difference", sa.BigInteger()),
        sa.Column("reason", sa.String(200)),
        sa.Column("payments", sa.Integer()),
        sa.Column("voucher_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_cash_count"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_cash_count_project"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_cash_count_voucher"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_cash_count_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_cash_count_updated_by"),
    )
    op.create_index("ix_cash_count_project_id", "cash_count", ["project_id"])
    op.create_index("ix_cash_count_voucher_id", "cash_count", ["voucher_id"])
    op.create_index(
        "uq_cash_count_project_on",
        "cash_count",
        ["project_id", "on"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_cash_count_on", "cash_count", ["on"])
    op.create_index("ix_cash_count_state_on", "cash_count", ["state", "on"])
    op.create_index(
        "ix_cash_count_state_project_deleted_at",
        "cash_count",
        ["state", "project_id", "deleted_at"],
    )
    op.create_table(
        "channel_settlement",
        sa.Column("id", Key, nullable=False),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("document", Key),
        sa.Column("trades", sa.Integer()),
        sa.Column("gross", sa.BigInteger()),
        sa.Column("fee", sa.BigInteger()),
        sa.Column("net", sa.BigInteger()),
        sa.Column("matched", sa.Integer()),
        sa.Column("missing", sa.Integer()),
        sa.Column("surplus", sa.Integer()),
        sa.Column("voucher_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_channel_settlement"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["bank_account.id"], name="fk_channel_settlement_account"
        ),
        sa.ForeignKeyConstraint(
            ["document"], ["sys_attachment.id"], name="fk_channel_settlement_document"
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"], ["voucher.id"], name="fk_channel_settlement_voucher"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_channel_settlement_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_channel_settlement_updated_by"
        ),
    )
    op.create_index("ix_channel_settlement_account_id", "channel_settlement", ["account_id"])
    op.create_index("ix_channel_settlement_voucher_id", "channel_settlement", ["voucher_id"])
    op.create_index(
        "uq_channel_settlement_account_on",
        "channel_settlement",
        ["account_id", "on"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_channel_settlement_on", "channel_settlement", ["on"])
    op.create_index("ix_channel_settlement_state_on", "channel_settlement", ["state", "on"])
    op.create_index("ix_channel_settlement_channel_on", "channel_settlement", ["channel", "on"])
    op.create_index(
        "ix_channel_settlement_state_deleted_at", "channel_settlement", ["state", "deleted_at"]
    )
    op.create_table(
        "payment",
        sa.Column("id", Key, nullable=False),
        sa.Column("payment_no", sa.String(40)),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("customer_id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("allocated", sa.BigInteger()),
        sa.Column("prepaid", sa.BigInteger()),
        sa.Column("refunded", sa.BigInteger()),
        sa.Column("rule", sa.String(40), nullable=False),
        sa.Column("out_trade_no", sa.String(64)),
        sa.Column("channel_trade_no", sa.String(64)),
        sa.Column("paid_at", sa.DateTime(timezone=True)),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("channel_fee", sa.BigInteger()),
        sa.Column("account_id", Key),
        sa.Column("receipt_no", sa.String(24)),
        sa.Column("payer_name", sa.String(64)),
        sa.Column("cash_count_id", Key),
        sa.Column("settlement_id", Key),
        sa.Column("voucher_id", Key),
        sa.Column("note", sa.String(200)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_payment"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_payment_customer"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_payment_project"),
        sa.ForeignKeyConstraint(["account_id"], ["bank_account.id"], name="fk_payment_account"),
        sa.ForeignKeyConstraint(["cash_count_id"], ["cash_count.id"], name="fk_payment_cash_count"),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["channel_settlement.id"], name="fk_payment_settlement"
        ),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_payment_voucher"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_payment_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_payment_updated_by"),
    )
    op.create_index(
        "uq_payment_out_trade_no",
        "payment",
        ["out_trade_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_payment_paid_at", "payment", ["paid_at"])
    op.create_index("ix_payment_expires_at", "payment", ["expires_at"])
    op.create_index("ix_payment_account_id", "payment", ["account_id"])
    op.create_index(
        "uq_payment_receipt_no",
        "payment",
        ["receipt_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_payment_cash_count_id", "payment", ["cash_count_id"])
    op.create_index("ix_payment_settlement_id", "payment", ["settlement_id"])
    op.create_index("ix_payment_voucher_id", "payment", ["voucher_id"])
    op.create_index(
        "uq_payment_channel_channel_trade_no",
        "payment",
        ["channel", "channel_trade_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_payment_customer_created_at", "payment", ["customer_id", "created_at"])
    op.create_index(
        "ix_payment_project_state_paid_at", "payment", ["project_id", "state", "paid_at"]
    )
    op.create_index("ix_payment_state_expires_at", "payment", ["state", "expires_at"])
    op.create_index("ix_payment_payment_no", "payment", ["payment_no"])
    op.create_index("ix_payment_created_at", "payment", ["created_at"])
    op.create_index("ix_payment_state_created_at", "payment", ["state", "created_at"])
    op.create_index("ix_payment_channel_created_at", "payment", ["channel", "created_at"])
    op.create_index("ix_payment_project_created_at", "payment", ["project_id", "created_at"])
    op.create_index(
        "ix_payment_state_project_deleted_at", "payment", ["state", "project_id", "deleted_at"]
    )
    op.create_table(
        "tax_kind",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("tax_code", sa.String(24)),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_tax_kind"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_tax_kind_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_tax_kind_updated_by"),
    )
    op.create_index(
        "uq_tax_kind_code",
        "tax_kind",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_tax_kind_active_code", "tax_kind", ["active", "code"])
    op.create_table(
        "fee_item",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(48), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("formula", sa.String(40), nullable=False),
        sa.Column("meter_kind", sa.String(40)),
        sa.Column("cycle", sa.String(40), nullable=False),
        sa.Column("timing", sa.String(40), nullable=False),
        sa.Column("due_day", sa.Integer(), nullable=False),
        sa.Column("grace_days", sa.Integer(), nullable=False),
        sa.Column("proration", sa.String(40), nullable=False),
        sa.Column("rounding", sa.String(40), nullable=False),
        sa.Column("late_rate", sa.BigInteger()),
        sa.Column("late_cap", sa.BigInteger()),
        sa.Column("late_first", sa.Boolean()),
        sa.Column("vacancy_factor", sa.BigInteger()),
        sa.Column("discount_policy", sa.String(40), nullable=False),
        sa.Column("agency", sa.Boolean()),
        sa.Column("tax_kind_id", Key),
        sa.Column("revenue_account_id", Key, nullable=False),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_fee_item"),
        sa.ForeignKeyConstraint(["tax_kind_id"], ["tax_kind.id"], name="fk_fee_item_tax_kind"),
        sa.ForeignKeyConstraint(
            ["revenue_account_id"], ["account.id"], name="fk_fee_item_revenue_account"
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_fee_item_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_fee_item_updated_by"),
    )
    op.create_index(
        "uq_fee_item_code",
        "fee_item",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_fee_item_tax_kind_id", "fee_item", ["tax_kind_id"])
    op.create_index("ix_fee_item_revenue_account_id", "fee_item", ["revenue_account_id"])
    op.create_index("ix_fee_item_kind_code", "fee_item", ["kind", "code"])
    op.create_index("ix_fee_item_formula_code", "fee_item", ["formula", "code"])
    op.create_index("ix_fee_item_cycle_code", "fee_item", ["cycle", "code"])
    op.create_index("ix_fee_item_agency_code", "fee_item", ["agency", "code"])
    op.create_index("ix_fee_item_active_code", "fee_item", ["active", "code"])
    op.create_table(
        "bill_run",
        sa.Column("id", Key, nullable=False),
        sa.Column("run_no", sa.String(40)),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("fee_item_id", Key, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("due_on", sa.Date()),
        sa.Column("generated", sa.Integer()),
        sa.Column("existing", sa.Integer()),
        sa.Column("problems", sa.Integer()),
        sa.Column("open_problems", sa.Integer()),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("progress", sa.Integer()),
        sa.Column("total", sa.Integer()),
        sa.Column("previewed_at", sa.DateTime(timezone=True)),
        sa.Column("posted_at", sa.DateTime(timezone=True)),
        sa.Column("voucher_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_bill_run"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_bill_run_project"),
        sa.ForeignKeyConstraint(["fee_item_id"], ["fee_item.id"], name="fk_bill_run_fee_item"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_bill_run_voucher"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_bill_run_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_bill_run_updated_by"),
    )
    op.create_index("ix_bill_run_voucher_id", "bill_run", ["voucher_id"])
    op.create_index(
        "ix_bill_run_project_fee_item_period", "bill_run", ["project_id", "fee_item_id", "period"]
    )
    op.create_index("ix_bill_run_run_no", "bill_run", ["run_no"])
    op.create_index("ix_bill_run_state_run_no", "bill_run", ["state", "run_no"])
    op.create_index("ix_bill_run_project_run_no", "bill_run", ["project_id", "run_no"])
    op.create_index("ix_bill_run_fee_item_run_no", "bill_run", ["fee_item_id", "run_no"])
    op.create_index(
        "ix_bill_run_state_project_deleted_at", "bill_run", ["state", "project_id", "deleted_at"]
    )
    op.create_table(
        "fee_assignment",
        sa.Column("id", Key, nullable=False),
        sa.Column("fee_item_id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("unit_id", Key),
        sa.Column("parking_id", Key),
        sa.Column("customer_id", Key),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date()),
        sa.Column("override_price", sa.BigInteger()),
        sa.Column("discount", sa.BigInteger()),
        sa.Column("ground", sa.String(200)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_fee_assignment"),
        sa.ForeignKeyConstraint(
            ["fee_item_id"], ["fee_item.id"], name="fk_fee_assignment_fee_item"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_fee_assignment_project"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_fee_assignment_unit"),
        sa.ForeignKeyConstraint(
            ["parking_id"], ["parking_space.id"], name="fk_fee_assignment_parking"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_fee_assignment_customer"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_fee_assignment_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_fee_assignment_updated_by"
        ),
    )
    op.create_index("ix_fee_assignment_unit_state", "fee_assignment", ["unit_id", "state"])
    op.create_index("ix_fee_assignment_parking_state", "fee_assignment", ["parking_id", "state"])
    op.create_index(
        "ix_fee_assignment_fee_item_project_state",
        "fee_assignment",
        ["fee_item_id", "project_id", "state"],
    )
    op.create_index("ix_fee_assignment_from_on", "fee_assignment", ["from_on"])
    op.create_index("ix_fee_assignment_state_from_on", "fee_assignment", ["state", "from_on"])
    op.create_index(
        "ix_fee_assignment_fee_item_from_on", "fee_assignment", ["fee_item_id", "from_on"]
    )
    op.create_index(
        "ix_fee_assignment_project_from_on", "fee_assignment", ["project_id", "from_on"]
    )
    op.create_index(
        "ix_fee_assignment_customer_from_on", "fee_assignment", ["customer_id", "from_on"]
    )
    op.create_index("ix_fee_assignment_unit_from_on", "fee_assignment", ["unit_id", "from_on"])
    op.create_index(
        "ix_fee_assignment_state_project_deleted_at",
        "fee_assignment",
        ["state", "project_id", "deleted_at"],
    )
    op.create_table(
        "bill",
        sa.Column("id", Key, nullable=False),
        sa.Column("bill_no", sa.String(40)),
        sa.Column("run_id", Key),
        sa.Column("work_order_id", Key),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("unit_id", Key),
        sa.Column("parking_id", Key),
        sa.Column("customer_id", Key, nullable=False),
        sa.Column("fee_item_id", Key, nullable=False),
        sa.Column("assignment_id", Key),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("quantity", sa.BigInteger()),
        sa.Column("unit_price", sa.BigInteger()),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("discount", sa.BigInteger()),
        sa.Column("tax_rate", sa.BigInteger()),
        sa.Column("net", sa.BigInteger()),
        sa.Column("vat", sa.BigInteger()),
        sa.Column("paid", sa.BigInteger()),
        sa.Column("balance", sa.BigInteger()),
        sa.Column("late_fee", sa.BigInteger()),
        sa.Column("late_paid", sa.BigInteger()),
        sa.Column("late_waived", sa.BigInteger()),
        sa.Column("invoiced", sa.BigInteger()),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("paid_on", sa.Date()),
        sa.Column("overdue", sa.Boolean()),
        sa.Column("calc", sa.JSON()),
        sa.Column("standing", sa.Boolean()),
        sa.Column("adjusts_id", Key),
        sa.Column("voucher_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_bill"),
        sa.ForeignKeyConstraint(["run_id"], ["bill_run.id"], name="fk_bill_run"),
        sa.ForeignKeyConstraint(["work_order_id"], ["work_order.id"], name="fk_bill_work_order"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_bill_project"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_bill_unit"),
        sa.ForeignKeyConstraint(["parking_id"], ["parking_space.id"], name="fk_bill_parking"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_bill_customer"),
        sa.ForeignKeyConstraint(["fee_item_id"], ["fee_item.id"], name="fk_bill_fee_item"),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["fee_assignment.id"], name="fk_bill_assignment"
        ),
        sa.ForeignKeyConstraint(["adjusts_id"], ["bill.id"], name="fk_bill_adjusts"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_bill_voucher"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_bill_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_bill_updated_by"),
    )
    op.create_index("ix_bill_work_order_id", "bill", ["work_order_id"])
    op.create_index("ix_bill_parking_id", "bill", ["parking_id"])
    op.create_index("ix_bill_assignment_id", "bill", ["assignment_id"])
    op.create_index("ix_bill_period", "bill", ["period"])
    op.create_index("ix_bill_balance", "bill", ["balance"])
    op.create_index("ix_bill_due_on", "bill", ["due_on"])
    op.create_index("ix_bill_paid_on", "bill", ["paid_on"])
    op.create_index("ix_bill_adjusts_id", "bill", ["adjusts_id"])
    op.create_index("ix_bill_voucher_id", "bill", ["voucher_id"])
    op.create_index(
        "uq_bill_assignment_customer_period_from_standing",
        "bill",
        ["assignment_id", "customer_id", "period_from", "standing"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index(
        "uq_bill_work_order_standing",
        "bill",
        ["work_order_id", "standing"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_bill_customer_state_due_on", "bill", ["customer_id", "state", "due_on"])
    op.create_index("ix_bill_unit_due_on", "bill", ["unit_id", "due_on"])
    op.create_index(
        "ix_bill_project_period_fee_item", "bill", ["project_id", "period", "fee_item_id"]
    )
    op.create_index("ix_bill_run", "bill", ["run_id"])
    op.create_index("ix_bill_state_due_on", "bill", ["state", "due_on"])
    op.create_index("ix_bill_bill_no", "bill", ["bill_no"])
    op.create_index("ix_bill_overdue_due_on", "bill", ["overdue", "due_on"])
    op.create_index("ix_bill_project_due_on", "bill", ["project_id", "due_on"])
    op.create_index("ix_bill_fee_item_due_on", "bill", ["fee_item_id", "due_on"])
    op.create_index("ix_bill_customer_due_on", "bill", ["customer_id", "due_on"])
    op.create_index(
        "ix_bill_state_project_deleted_at", "bill", ["state", "project_id", "deleted_at"]
    )
    op.create_table(
        "payment_chosen",
        sa.Column("payment_id", Key, nullable=False),
        sa.Column("bill_id", Key, nullable=False),
        sa.PrimaryKeyConstraint("payment_id", "bill_id", name="pk_payment_chosen"),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name="fk_payment_chosen_payment"),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name="fk_payment_chosen_bill"),
    )
    op.create_index("ix_payment_chosen_bill_id", "payment_chosen", ["bill_id"])
    op.create_table(
        "refund",
        sa.Column("id", Key, nullable=False),
        sa.Column("refund_no", sa.String(40)),
        sa.Column("payment_id", Key, nullable=False),
        sa.Column("customer_id", Key),
        sa.Column("project_id", Key),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("move_out_on", sa.Date()),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("reason", sa.String(200), nullable=False),
        sa.Column("original", sa.Boolean()),
        sa.Column("bank_account", sa.Text()),
        sa.Column(
            "bank_account_blind",
            sa.String(32),
            sa.Computed('substr("bank_account", 1, 32)', persisted=True),
        ),
        sa.Column("account_name", sa.String(64)),
        sa.Column("calc", sa.JSON()),
        sa.Column("large", sa.Boolean()),
        sa.Column("channel_no", sa.String(64)),
        sa.Column("paid_at", sa.DateTime(timezone=True)),
        sa.Column("cash_count_id", Key),
        sa.Column("voucher_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_refund"),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name="fk_refund_payment"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_refund_customer"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_refund_project"),
        sa.ForeignKeyConstraint(["cash_count_id"], ["cash_count.id"], name="fk_refund_cash_count"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_refund_voucher"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_refund_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_refund_updated_by"),
    )
    op.create_index("ix_refund_paid_at", "refund", ["paid_at"])
    op.create_index("ix_refund_cash_count_id", "refund", ["cash_count_id"])
    op.create_index("ix_refund_voucher_id", "refund", ["voucher_id"])
    op.create_index("ix_refund_payment_state", "refund", ["payment_id", "state"])
    op.create_index(
        "ix_refund_project_state_created_at", "refund", ["project_id", "state", "created_at"]
    )
    op.create_index("ix_refund_refund_no", "refund", ["refund_no"])
    op.create_index("ix_refund_created_at", "refund", ["created_at"])
    op.create_index("ix_refund_state_created_at", "refund", ["state", "created_at"])
    op.create_index("ix_refund_kind_created_at", "refund", ["kind", "created_at"])
    op.create_index("ix_refund_project_created_at", "refund", ["project_id", "created_at"])
    op.create_index("ix_refund_customer_created_at", "refund", ["customer_id", "created_at"])
    op.create_index(
        "ix_refund_state_project_deleted_at", "refund", ["state", "project_id", "deleted_at"]
    )
    op.create_table(
        "payment_allocation",
        sa.Column("id", Key, nullable=False),
        sa.Column("payment_id", Key, nullable=False),
        sa.Column("bill_id", Key, nullable=False),
        sa.Column("customer_id", Key),
        sa.Column("project_id", Key),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("refund_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_payment_allocation"),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name="fk_payment_allocation_payment"
        ),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name="fk_payment_allocation_bill"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_payment_allocation_customer"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name="fk_payment_allocation_project"
        ),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name="fk_payment_allocation_refund"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_payment_allocation_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_payment_allocation_updated_by"
        ),
    )
    op.create_index("ix_payment_allocation_customer_id", "payment_allocation", ["customer_id"])
    op.create_index("ix_payment_allocation_project_id", "payment_allocation", ["project_id"])
    op.create_index("ix_payment_allocation_on", "payment_allocation", ["on"])
    op.create_index("ix_payment_allocation_refund_id", "payment_allocation", ["refund_id"])
    op.create_index("ix_payment_allocation_bill_on", "payment_allocation", ["bill_id", "on"])
    op.create_index("ix_payment_allocation_payment", "payment_allocation", ["payment_id"])
    op.create_index("ix_payment_allocation_payment_on", "payment_allocation", ["payment_id", "on"])
    op.create_index("ix_payment_allocation_part_on", "payment_allocation", ["part", "on"])
    op.create_table(
        "prepayment_entry",
        sa.Column("id", Key, nullable=False),
        sa.Column("customer_id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("fee_item_id", Key),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delta", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger(), nullable=False),
        sa.Column("payment_id", Key),
        sa.Column("bill_id", Key),
        sa.Column("refund_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_prepayment_entry"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_prepayment_entry_customer"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_prepayment_entry_project"),
        sa.ForeignKeyConstraint(
            ["fee_item_id"], ["fee_item.id"], name="fk_prepayment_entry_fee_item"
        ),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name="fk_prepayment_entry_payment"),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name="fk_prepayment_entry_bill"),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name="fk_prepayment_entry_refund"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_prepayment_entry_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_prepayment_entry_updated_by"
        ),
    )
    op.create_index("ix_prepayment_entry_payment_id", "prepayment_entry", ["payment_id"])
    op.create_index("ix_prepayment_entry_bill_id", "prepayment_entry", ["bill_id"])
    op.create_index("ix_prepayment_entry_refund_id", "prepayment_entry", ["refund_id"])
    op.create_index(
        "ix_prepayment_entry_customer_fee_item_at",
        "prepayment_entry",
        ["customer_id", "fee_item_id", "at"],
    )
    op.create_index("ix_prepayment_entry_at", "prepayment_entry", ["at"])
    op.create_index("ix_prepayment_entry_customer_at", "prepayment_entry", ["customer_id", "at"])
    op.create_index("ix_prepayment_entry_project_at", "prepayment_entry", ["project_id", "at"])
    op.create_index("ix_prepayment_entry_fee_item_at", "prepayment_entry", ["fee_item_id", "at"])
    op.create_table(
        "invoice",
        sa.Column("id", Key, nullable=False),
        sa.Column("request_no", sa.String(40)),
        sa.Column("customer_id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("billed_to", sa.String(100), nullable=False),
        sa.Column("tax_no", sa.String(20)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("net", sa.BigInteger()),
        sa.Column("vat", sa.BigInteger()),
        sa.Column("gross", sa.BigInteger()),
        sa.Column("invoice_no", sa.String(20)),
        sa.Column("issued_on", sa.Date()),
        sa.Column("document", sa.JSON()),
        sa.Column("batch_no", sa.String(32)),
        sa.Column("red_of_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_invoice"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_invoice_customer"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_invoice_project"),
        sa.ForeignKeyConstraint(["red_of_id"], ["invoice.id"], name="fk_invoice_red_of"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_invoice_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_invoice_updated_by"),
    )
    op.create_index(
        "uq_invoice_invoice_no",
        "invoice",
        ["invoice_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_invoice_batch_no", "invoice", ["batch_no"])
    op.create_index("ix_invoice_red_of_id", "invoice", ["red_of_id"])
    op.create_index("ix_invoice_request_no", "invoice", ["request_no"])
    op.create_index("ix_invoice_created_at", "invoice", ["created_at"])
    op.create_index("ix_invoice_state_created_at", "invoice", ["state", "created_at"])
    op.create_index("ix_invoice_kind_created_at", "invoice", ["kind", "created_at"])
    op.create_index("ix_invoice_project_created_at", "invoice", ["project_id", "created_at"])
    op.create_index("ix_invoice_customer_created_at", "invoice", ["customer_id", "created_at"])
    op.create_index("ix_invoice_issued_on", "invoice", ["issued_on"])
    op.create_index(
        "ix_invoice_state_project_deleted_at", "invoice", ["state", "project_id", "deleted_at"]
    )
    op.create_table(
        "invoice_bills",
        sa.Column("invoice_id", Key, nullable=False),
        sa.Column("bill_id", Key, nullable=False),
        sa.PrimaryKeyConstraint("invoice_id", "bill_id", name="pk_invoice_bills"),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoice.id"], name="fk_invoice_bills_invoice"),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name="fk_invoice_bills_bill"),
    )
    op.create_index("ix_invoice_bills_bill_id", "invoice_bills", ["bill_id"])
    op.create_table(
        "channel_trade",
        sa.Column("id", Key, nullable=False),
        sa.Column("settlement_id", Key, nullable=False),
        sa.Column("trade_no", sa.String(64), nullable=False),
        sa.Column("out_trade_no", sa.String(64)),
        sa.Column("kind", sa.String(40)),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.Column("amount", sa.BigInteger()),
        sa.Column("fee", sa.BigInteger()),
        sa.Column("payment_id", Key),
        sa.Column("refund_id", Key),
        sa.Column("status", sa.String(40)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_channel_trade"),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["channel_settlement.id"], name="fk_channel_trade_settlement"
        ),
        sa.ForeignKeyConstraint(["payment_id"], ["payment.id"], name="fk_channel_trade_payment"),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name="fk_channel_trade_refund"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_channel_trade_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_channel_trade_updated_by"
        ),
    )
    op.create_index("ix_channel_trade_out_trade_no", "channel_trade", ["out_trade_no"])
    op.create_index("ix_channel_trade_payment_id", "channel_trade", ["payment_id"])
    op.create_index("ix_channel_trade_refund_id", "channel_trade", ["refund_id"])
    op.create_index(
        "uq_channel_trade_settlement_trade_no_kind",
        "channel_trade",
        ["settlement_id", "trade_no", "kind"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_channel_trade_at", "channel_trade", ["at"])
    op.create_index("ix_channel_trade_settlement_at", "channel_trade", ["settlement_id", "at"])
    op.create_index("ix_channel_trade_status_at", "channel_trade", ["status", "at"])
    op.create_index("ix_channel_trade_kind_at", "channel_trade", ["kind", "at"])
    op.create_table(
        "bank_line",
        sa.Column("id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance", sa.BigInteger()),
        sa.Column("counterparty", sa.String(100)),
        sa.Column("memo", sa.String(200)),
        sa.Column("ref_no", sa.String(64), nullable=False),
        sa.Column("matched_by", sa.String(40)),
        sa.Column("settlement_id", Key),
        sa.Column("refund_id", Key),
        sa.Column("voucher_id", Key),
        sa.Column("age_days", sa.Integer()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_bank_line"),
        sa.ForeignKeyConstraint(["account_id"], ["bank_account.id"], name="fk_bank_line_account"),
        sa.ForeignKeyConstraint(
            ["settlement_id"], ["channel_settlement.id"], name="fk_bank_line_settlement"
        ),
        sa.ForeignKeyConstraint(["refund_id"], ["refund.id"], name="fk_bank_line_refund"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_bank_line_voucher"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_bank_line_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_bank_line_updated_by"),
    )
    op.create_index("ix_bank_line_settlement_id", "bank_line", ["settlement_id"])
    op.create_index("ix_bank_line_refund_id", "bank_line", ["refund_id"])
    op.create_index("ix_bank_line_voucher_id", "bank_line", ["voucher_id"])
    op.create_index(
        "uq_bank_line_account_ref_no",
        "bank_line",
        ["account_id", "ref_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_bank_line_account_on", "bank_line", ["account_id", "on"])
    op.create_index("ix_bank_line_state_on", "bank_line", ["state", "on"])
    op.create_index("ix_bank_line_on", "bank_line", ["on"])
    op.create_index("ix_bank_line_matched_by_on", "bank_line", ["matched_by", "on"])
    op.create_index("ix_bank_line_state_deleted_at", "bank_line", ["state", "deleted_at"])
    op.create_table(
        "bank_line_payments",
        sa.Column("bank_line_id", Key, nullable=False),
        sa.Column("payment_id", Key, nullable=False),
        sa.PrimaryKeyConstraint("bank_line_id", "payment_id", name="pk_bank_line_payments"),
        sa.ForeignKeyConstraint(
            ["bank_line_id"], ["bank_line.id"], name="fk_bank_line_payments_bank_line"
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name="fk_bank_line_payments_payment"
        ),
    )
    op.create_index("ix_bank_line_payments_payment_id", "bank_line_payments", ["payment_id"])
    op.create_table(
        "collection_notice",
        sa.Column("id", Key, nullable=False),
        sa.Column("customer_id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("level", sa.String(40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("oldest_due", sa.Date()),
        sa.Column("channel", sa.String(40), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("result", sa.String(300)),
        sa.Column("promised_on", sa.Date()),
        sa.Column("limitation_on", sa.Date()),
        sa.Column("document", sa.JSON()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_collection_notice"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_collection_notice_customer"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name="fk_collection_notice_project"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_collection_notice_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_collection_notice_updated_by"
        ),
    )
    op.create_index("ix_collection_notice_limitation_on", "collection_notice", ["limitation_on"])
    op.create_index(
        "ix_collection_notice_customer_sent_at", "collection_notice", ["customer_id", "sent_at"]
    )
    op.create_index("ix_collection_notice_sent_at", "collection_notice", ["sent_at"])
    op.create_index("ix_collection_notice_level_sent_at", "collection_notice", ["level", "sent_at"])
    op.create_index(
        "ix_collection_notice_project_sent_at", "collection_notice", ["project_id", "sent_at"]
    )
    op.create_index(
        "ix_collection_notice_channel_sent_at", "collection_notice", ["channel", "sent_at"]
    )
    op.create_table(
        "collection_notice_bills",
        sa.Column("collection_notice_id", Key, nullable=False),
        sa.Column("bill_id", Key, nullable=False),
        sa.PrimaryKeyConstraint(
            "collection_notice_id", "bill_id", name="pk_collection_notice_bills"
        ),
        sa.ForeignKeyConstraint(
            ["collection_notice_id"],
            ["collection_notice.id"],
            name="fk_collection_notice_bills_collection_notice",
        ),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name="fk_collection_notice_bills_bill"),
    )
    op.create_index("ix_collection_notice_bills_bill_id", "collection_notice_bills", ["bill_id"])
    op.create_table(
        "tax_rate",
        sa.Column("id", Key, nullable=False),
        sa.Column("tax_kind_id", Key, nullable=False),
        sa.Column("taxpayer", sa.String(40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("simple", sa.Boolean()),
        sa.Column("ground", sa.String(100)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_tax_rate"),
        sa.ForeignKeyConstraint(["tax_kind_id"], ["tax_kind.id"], name="fk_tax_rate_tax_kind"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_tax_rate_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_tax_rate_updated_by"),
    )
    op.create_index(
        "uq_tax_rate_tax_kind_taxpayer_from_on",
        "tax_rate",
        ["tax_kind_id", "taxpayer", "from_on"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_tax_rate_from_on", "tax_rate", ["from_on"])
    op.create_index("ix_tax_rate_tax_kind_from_on", "tax_rate", ["tax_kind_id", "from_on"])
    op.create_index("ix_tax_rate_taxpayer_from_on", "tax_rate", ["taxpayer", "from_on"])
    op.create_table(
        "fee_price",
        sa.Column("id", Key, nullable=False),
        sa.Column("fee_item_id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("unit_kind", sa.String(40)),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("ground", sa.String(100)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_fee_price"),
        sa.ForeignKeyConstraint(["fee_item_id"], ["fee_item.id"], name="fk_fee_price_fee_item"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_fee_price_project"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_fee_price_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_fee_price_updated_by"),
    )
    op.create_index(
        "uq_fee_price_fee_item_project_unit_kind_from_on",
        "fee_price",
        ["fee_item_id", "project_id", "unit_kind", "from_on"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_fee_price_from_on", "fee_price", ["from_on"])
    op.create_index("ix_fee_price_fee_item_from_on", "fee_price", ["fee_item_id", "from_on"])
    op.create_index("ix_fee_price_project_from_on", "fee_price", ["project_id", "from_on"])
    op.create_index("ix_fee_price_unit_kind_from_on", "fee_price", ["unit_kind", "from_on"])
    op.create_table(
        "fee_tier",
        sa.Column("id", Key, nullable=False),
        sa.Column("fee_item_id", Key, nullable=False),
        sa.Column("project_id", Key),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("upto", sa.BigInteger()),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("basis", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_fee_tier"),
        sa.ForeignKeyConstraint(["fee_item_id"], ["fee_item.id"], name="fk_fee_tier_fee_item"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_fee_tier_project"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_fee_tier_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_fee_tier_updated_by"),
    )
    op.create_index("ix_fee_tier_fee_item_id", "fee_tier", ["fee_item_id"])
    op.create_index("ix_fee_tier_project_id", "fee_tier", ["project_id"])
    op.create_index(
        "uq_fee_tier_fee_item_project_from_on_seq",
        "fee_tier",
        ["fee_item_id", "project_id", "from_on", "seq"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "meter",
        sa.Column("id", Key, nullable=False),
        sa.Column("meter_no", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("unit_id", Key),
        sa.Column("building_id", Key),
        sa.Column("multiplier", sa.BigInteger(), nullable=False),
        sa.Column("digits", sa.Integer(), nullable=False),
        sa.Column("first_value", sa.BigInteger(), nullable=False),
        sa.Column("installed_on", sa.Date(), nullable=False),
        sa.Column("removed_on", sa.Date()),
        sa.Column("last_value", sa.BigInteger()),
        sa.Column("last_read_on", sa.Date()),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_meter"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_meter_project"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_meter_unit"),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_meter_building"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_meter_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_meter_updated_by"),
    )
    op.create_index(
        "uq_meter_meter_no",
        "meter",
        ["meter_no"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_meter_kind_meter_no", "meter", ["kind", "meter_no"])
    op.create_index("ix_meter_project_meter_no", "meter", ["project_id", "meter_no"])
    op.create_index("ix_meter_unit_meter_no", "meter", ["unit_id", "meter_no"])
    op.create_index("ix_meter_building_meter_no", "meter", ["building_id", "meter_no"])
    op.create_index("ix_meter_active_meter_no", "meter", ["active", "meter_no"])
    op.create_table(
        "shared_cost",
        sa.Column("id", Key, nullable=False),
        sa.Column("fee_item_id", Key, nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("building_id", Key),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("meter_id", Key),
        sa.Column("billed", sa.Boolean()),
        sa.Column("document", sa.JSON()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_shared_cost"),
        sa.ForeignKeyConstraint(["fee_item_id"], ["fee_item.id"], name="fk_shared_cost_fee_item"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_shared_cost_project"),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_shared_cost_building"),
        sa.ForeignKeyConstraint(["meter_id"], ["meter.id"], name="fk_shared_cost_meter"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_shared_cost_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_shared_cost_updated_by"
        ),
    )
    op.create_index("ix_shared_cost_meter_id", "shared_cost", ["meter_id"])
    op.create_index(
        "uq_shared_cost_fee_item_project_building_period",
        "shared_cost",
        ["fee_item_id", "project_id", "building_id", "period"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_shared_cost_period", "shared_cost", ["period"])
    op.create_index("ix_shared_cost_fee_item_period", "shared_cost", ["fee_item_id", "period"])
    op.create_index("ix_shared_cost_project_period", "shared_cost", ["project_id", "period"])
    op.create_index("ix_shared_cost_building_period", "shared_cost", ["building_id", "period"])
    op.create_index("ix_shared_cost_billed_period", "shared_cost", ["billed", "period"])
    op.create_table(
        "meter_reading",
        sa.Column("id", Key, nullable=False),
        sa.Column("meter_id", Key, nullable=False),
        sa.Column("project_id", Key),
        sa.Column("unit_id", Key),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("prev", sa.BigInteger()),
        sa.Column("curr", sa.BigInteger(), nullable=False),
        sa.Column("usage", sa.BigInteger()),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("photo", sa.JSON()),
        sa.Column("anomaly", sa.String(40)),
        sa.Column("billed", sa.Boolean()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_meter_reading"),
        sa.ForeignKeyConstraint(["meter_id"], ["meter.id"], name="fk_meter_reading_meter"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_meter_reading_project"),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_meter_reading_unit"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_meter_reading_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_meter_reading_updated_by"
        ),
    )
    op.create_index("ix_meter_reading_meter_period", "meter_reading", ["meter_id", "period"])
    op.create_index(
        "ix_meter_reading_project_period_state", "meter_reading", ["project_id", "period", "state"]
    )
    op.create_index("ix_meter_reading_read_at", "meter_reading", ["read_at"])
    op.create_index("ix_meter_reading_state_read_at", "meter_reading", ["state", "read_at"])
    op.create_index("ix_meter_reading_anomaly_read_at", "meter_reading", ["anomaly", "read_at"])
    op.create_index("ix_meter_reading_project_read_at", "meter_reading", ["project_id", "read_at"])
    op.create_index("ix_meter_reading_kind_read_at", "meter_reading", ["kind", "read_at"])
    op.create_index("ix_meter_reading_meter_read_at", "meter_reading", ["meter_id", "read_at"])
    op.create_index("ix_meter_reading_unit_read_at", "meter_reading", ["unit_id", "read_at"])
    op.create_index(
        "ix_meter_reading_state_project_unit_deleted_at",
        "meter_reading",
        ["state", "project_id", "unit_id", "deleted_at"],
    )
    op.create_table(
        "bill_exception",
        sa.Column("id", Key, nullable=False),
        sa.Column("run_id", Key, nullable=False),
        sa.Column("project_id", Key),
        sa.Column("assignment_id", Key),
        sa.Column("unit_id", Key),
        sa.Column("parking_id", Key),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("detail", sa.String(300)),
        sa.Column("defer_note", sa.String(200)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_bill_exception"),
        sa.ForeignKeyConstraint(["run_id"], ["bill_run.id"], name="fk_bill_exception_run"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_bill_exception_project"),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["fee_assignment.id"], name="fk_bill_exception_assignment"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name="fk_bill_exception_unit"),
        sa.ForeignKeyConstraint(
            ["parking_id"], ["parking_space.id"], name="fk_bill_exception_parking"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_bill_exception_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_bill_exception_updated_by"
        ),
    )
    op.create_index("ix_bill_exception_project_id", "bill_exception", ["project_id"])
    op.create_index("ix_bill_exception_assignment_id", "bill_exception", ["assignment_id"])
    op.create_index("ix_bill_exception_unit_id", "bill_exception", ["unit_id"])
    op.create_index("ix_bill_exception_parking_id", "bill_exception", ["parking_id"])
    op.create_index("ix_bill_exception_run_state", "bill_exception", ["run_id", "state"])
    op.create_index("ix_bill_exception_reason", "bill_exception", ["reason"])
    op.create_index(
        "ix_bill_exception_state_project_deleted_at",
        "bill_exception",
        ["state", "project_id", "deleted_at"],
    )
    op.create_table(
        "bill_reduction",
        sa.Column("id", Key, nullable=False),
        sa.Column("bill_id", Key, nullable=False),
        sa.Column("project_id", Key),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("document", sa.JSON()),
        sa.Column("voucher_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_bill_reduction"),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name="fk_bill_reduction_bill"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_bill_reduction_project"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_bill_reduction_voucher"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_bill_reduction_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_bill_reduction_updated_by"
        ),
    )
    op.create_index("ix_bill_reduction_voucher_id", "bill_reduction", ["voucher_id"])
    op.create_index("ix_bill_reduction_bill_state", "bill_reduction", ["bill_id", "state"])
    op.create_index("ix_bill_reduction_created_at", "bill_reduction", ["created_at"])
    op.create_index("ix_bill_reduction_state_created_at", "bill_reduction", ["state", "created_at"])
    op.create_index("ix_bill_reduction_kind_created_at", "bill_reduction", ["kind", "created_at"])
    op.create_index(
        "ix_bill_reduction_project_created_at", "bill_reduction", ["project_id", "created_at"]
    )
    op.create_index(
        "ix_bill_reduction_state_project_deleted_at",
        "bill_reduction",
        ["state", "project_id", "deleted_at"],
    )
    op.create_table(
        "voucher_line",
        sa.Column("id", Key, nullable=False),
        sa.Column("voucher_id", Key, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("summary", sa.String(200)),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("debit", sa.BigInteger(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.Column("project_id", Key),
        sa.Column("department_id", Key),
        sa.Column("customer_id", Key),
        sa.Column("employee_id", Key),
        sa.Column("fee_item_id", Key),
        sa.Column("cashflow", sa.String(40)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_voucher_line"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_voucher_line_voucher"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_voucher_line_account"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_voucher_line_project"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_voucher_line_department"
        ),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_voucher_line_customer"),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name="fk_voucher_line_employee"),
        sa.ForeignKeyConstraint(["fee_item_id"], ["fee_item.id"], name="fk_voucher_line_fee_item"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_voucher_line_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_voucher_line_updated_by"
        ),
    )
    op.create_index("ix_voucher_line_voucher_id", "voucher_line", ["voucher_id"])
    op.create_index("ix_voucher_line_project_id", "voucher_line", ["project_id"])
    op.create_index("ix_voucher_line_department_id", "voucher_line", ["department_id"])
    op.create_index("ix_voucher_line_employee_id", "voucher_line", ["employee_id"])
    op.create_index("ix_voucher_line_fee_item_id", "voucher_line", ["fee_item_id"])
    op.create_index(
        "uq_voucher_line_voucher_line",
        "voucher_line",
        ["voucher_id", "line"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_voucher_line_account_voucher", "voucher_line", ["account_id", "voucher_id"])
    op.create_index(
        "ix_voucher_line_customer_account", "voucher_line", ["customer_id", "account_id"]
    )
    op.create_table(
        "voucher_rule_line",
        sa.Column("id", Key, nullable=False),
        sa.Column("rule_id", Key, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(40), nullable=False),
        sa.Column("account_of", sa.String(64), nullable=False),
        sa.Column("amount_of", sa.String(32), nullable=False),
        sa.Column("negative", sa.Boolean()),
        sa.Column("summary", sa.String(100)),
        sa.Column("aux", sa.JSON()),
        sa.Column("cashflow", sa.String(16)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_voucher_rule_line"),
        sa.ForeignKeyConstraint(["rule_id"], ["voucher_rule.id"], name="fk_voucher_rule_line_rule"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_voucher_rule_line_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_voucher_rule_line_updated_by"
        ),
    )
    op.create_index("ix_voucher_rule_line_rule_id", "voucher_rule_line", ["rule_id"])
    op.create_index(
        "uq_voucher_rule_line_rule_line",
        "voucher_rule_line",
        ["rule_id", "line"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_voucher_rule_line_line", "voucher_rule_line", ["line"])
    op.create_index("ix_voucher_rule_line_side_line", "voucher_rule_line", ["side", "line"])
    op.create_table(
        "account_balance",
        sa.Column("id", Key, nullable=False),
        sa.Column("period_id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("opening_dr", sa.BigInteger()),
        sa.Column("opening_cr", sa.BigInteger()),
        sa.Column("debit", sa.BigInteger()),
        sa.Column("credit", sa.BigInteger()),
        sa.Column("year_debit", sa.BigInteger()),
        sa.Column("year_credit", sa.BigInteger()),
        sa.Column("closing_dr", sa.BigInteger()),
        sa.Column("closing_cr", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_account_balance"),
        sa.ForeignKeyConstraint(
            ["period_id"], ["accounting_period.id"], name="fk_account_balance_period"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_balance_account"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_account_balance_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_account_balance_updated_by"
        ),
    )
    op.create_index("ix_account_balance_period_id", "account_balance", ["period_id"])
    op.create_index("ix_account_balance_account_id", "account_balance", ["account_id"])
    op.create_index(
        "uq_account_balance_period_account",
        "account_balance",
        ["period_id", "account_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "aux_balance",
        sa.Column("id", Key, nullable=False),
        sa.Column("period_id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("dims", sa.String(80), nullable=False),
        sa.Column("customer_id", Key),
        sa.Column("project_id", Key),
        sa.Column("department_id", Key),
        sa.Column("employee_id", Key),
        sa.Column("fee_item_id", Key),
        sa.Column("debit", sa.BigInteger()),
        sa.Column("credit", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_aux_balance"),
        sa.ForeignKeyConstraint(
            ["period_id"], ["accounting_period.id"], name="fk_aux_balance_period"
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_aux_balance_account"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_aux_balance_customer"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_aux_balance_project"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_aux_balance_department"
        ),
        sa.ForeignKeyConstraint(["employee_id"], ["employee.id"], name="fk_aux_balance_employee"),
        sa.ForeignKeyConstraint(["fee_item_id"], ["fee_item.id"], name="fk_aux_balance_fee_item"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_aux_balance_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_aux_balance_updated_by"
        ),
    )
    op.create_index("ix_aux_balance_period_id", "aux_balance", ["period_id"])
    op.create_index("ix_aux_balance_account_id", "aux_balance", ["account_id"])
    op.create_index("ix_aux_balance_project_id", "aux_balance", ["project_id"])
    op.create_index("ix_aux_balance_department_id", "aux_balance", ["department_id"])
    op.create_index("ix_aux_balance_employee_id", "aux_balance", ["employee_id"])
    op.create_index("ix_aux_balance_fee_item_id", "aux_balance", ["fee_item_id"])
    op.create_index(
        "uq_aux_balance_period_account_dims",
        "aux_balance",
        ["period_id", "account_id", "dims"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_aux_balance_customer_account", "aux_balance", ["customer_id", "account_id"])
    op.create_table(
        "opening_balance",
        sa.Column("id", Key, nullable=False),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("debit", sa.BigInteger(), nullable=False),
        sa.Column("credit", sa.BigInteger(), nullable=False),
        sa.Column("customer_id", Key),
        sa.Column("project_id", Key),
        sa.Column("department_id", Key),
        sa.Column("employee_id", Key),
        sa.Column("fee_item_id", Key),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_opening_balance"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_opening_balance_account"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_opening_balance_customer"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_opening_balance_project"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_opening_balance_department"
        ),
        sa.ForeignKeyConstraint(
            ["employee_id"], ["employee.id"], name="fk_opening_balance_employee"
        ),
        sa.ForeignKeyConstraint(
            ["fee_item_id"], ["fee_item.id"], name="fk_opening_balance_fee_item"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_opening_balance_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_opening_balance_updated_by"
        ),
    )
    op.create_index("ix_opening_balance_account_id", "opening_balance", ["account_id"])
    op.create_index("ix_opening_balance_customer_id", "opening_balance", ["customer_id"])
    op.create_index("ix_opening_balance_project_id", "opening_balance", ["project_id"])
    op.create_index("ix_opening_balance_department_id", "opening_balance", ["department_id"])
    op.create_index("ix_opening_balance_employee_id", "opening_balance", ["employee_id"])
    op.create_index("ix_opening_balance_fee_item_id", "opening_balance", ["fee_item_id"])
    op.create_table(
        "financial_report",
        sa.Column("id", Key, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("edition", sa.Integer()),
        sa.Column("figures", sa.JSON()),
        sa.Column("checks", sa.JSON()),
        sa.Column("passed", sa.Boolean()),
        sa.Column("review_note", sa.Text()),
        sa.Column("digest", sa.String(64)),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_financial_report"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_financial_report_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_financial_report_updated_by"
        ),
    )
    op.create_index(
        "uq_financial_report_period_kind_edition",
        "financial_report",
        ["period", "kind", "edition"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_financial_report_state_period", "financial_report", ["state", "period"])
    op.create_index("ix_financial_report_kind_period", "financial_report", ["kind", "period"])
    op.create_index("ix_financial_report_passed_period", "financial_report", ["passed", "period"])
    op.create_index(
        "ix_financial_report_state_deleted_at", "financial_report", ["state", "deleted_at"]
    )
    op.create_table(
        "fixed_asset",
        sa.Column("id", Key, nullable=False),
        sa.Column("code", sa.String(24), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("equipment_id", Key),
        sa.Column("project_id", Key),
        sa.Column("department_id", Key),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("residual", sa.BigInteger(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("from_period", sa.String(7), nullable=False),
        sa.Column("expense_id", Key, nullable=False),
        sa.Column("accumulated", sa.BigInteger()),
        sa.Column("last_period", sa.String(7)),
        sa.Column("active", sa.Boolean()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_fixed_asset"),
        sa.ForeignKeyConstraint(
            ["equipment_id"], ["equipment.id"], name="fk_fixed_asset_equipment"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_fixed_asset_project"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_fixed_asset_department"
        ),
        sa.ForeignKeyConstraint(["expense_id"], ["account.id"], name="fk_fixed_asset_expense"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_fixed_asset_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_fixed_asset_updated_by"
        ),
    )
    op.create_index(
        "uq_fixed_asset_code",
        "fixed_asset",
        ["code"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_fixed_asset_equipment_id", "fixed_asset", ["equipment_id"])
    op.create_index("ix_fixed_asset_expense_id", "fixed_asset", ["expense_id"])
    op.create_index("ix_fixed_asset_project_code", "fixed_asset", ["project_id", "code"])
    op.create_index("ix_fixed_asset_department_code", "fixed_asset", ["department_id", "code"])
    op.create_index("ix_fixed_asset_active_code", "fixed_asset", ["active", "code"])
    op.create_table(
        "amortisation",
        sa.Column("id", Key, nullable=False),
        sa.Column("bill_id", Key, nullable=False),
        sa.Column("customer_id", Key),
        sa.Column("net", sa.BigInteger(), nullable=False),
        sa.Column("from_period", sa.String(7), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("recognised", sa.BigInteger()),
        sa.Column("last_period", sa.String(7)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_amortisation"),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name="fk_amortisation_bill"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_amortisation_customer"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_amortisation_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_amortisation_updated_by"
        ),
    )
    op.create_index(
        "uq_amortisation_bill",
        "amortisation",
        ["bill_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_amortisation_bill_id", "amortisation", ["bill_id"])
    op.create_index("ix_amortisation_customer_id", "amortisation", ["customer_id"])
    op.create_table(
        "payroll_entry",
        sa.Column("id", Key, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("department_id", Key, nullable=False),
        sa.Column("project_id", Key),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("gross", sa.BigInteger(), nullable=False),
        sa.Column("social", sa.BigInteger(), nullable=False),
        sa.Column("company_social", sa.BigInteger(), nullable=False),
        sa.Column("tax", sa.BigInteger(), nullable=False),
        sa.Column("net", sa.BigInteger()),
        sa.Column("account_id", Key, nullable=False),
        sa.Column("voucher_id", Key),
        sa.Column("paid_voucher_id", Key),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_payroll_entry"),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name="fk_payroll_entry_department"
        ),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_payroll_entry_project"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_payroll_entry_account"),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name="fk_payroll_entry_voucher"),
        sa.ForeignKeyConstraint(
            ["paid_voucher_id"], ["voucher.id"], name="fk_payroll_entry_paid_voucher"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_payroll_entry_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_payroll_entry_updated_by"
        ),
    )
    op.create_index("ix_payroll_entry_account_id", "payroll_entry", ["account_id"])
    op.create_index("ix_payroll_entry_voucher_id", "payroll_entry", ["voucher_id"])
    op.create_index("ix_payroll_entry_paid_voucher_id", "payroll_entry", ["paid_voucher_id"])
    op.create_index(
        "uq_payroll_entry_period_department_project",
        "payroll_entry",
        ["period", "department_id", "project_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_payroll_entry_state_period", "payroll_entry", ["state", "period"])
    op.create_index(
        "ix_payroll_entry_department_period", "payroll_entry", ["department_id", "period"]
    )
    op.create_index("ix_payroll_entry_project_period", "payroll_entry", ["project_id", "period"])
    op.create_index("ix_payroll_entry_state_deleted_at", "payroll_entry", ["state", "deleted_at"])


def downgrade() -> None:
    op.drop_index("ix_payroll_entry_state_deleted_at", table_name="payroll_entry")
    op.drop_index("ix_payroll_entry_project_period", table_name="payroll_entry")
    op.drop_index("ix_payroll_entry_department_period", table_name="payroll_entry")
    op.drop_index("ix_payroll_entry_state_period", table_name="payroll_entry")
    op.drop_index("uq_payroll_entry_period_department_project", table_name="payroll_entry")
    op.drop_index("ix_payroll_entry_paid_voucher_id", table_name="payroll_entry")
    op.drop_index("ix_payroll_entry_voucher_id", table_name="payroll_entry")
    op.drop_index("ix_payroll_entry_account_id", table_name="payroll_entry")
    op.drop_table("payroll_entry")
    op.drop_index("ix_amortisation_customer_id", table_name="amortisation")
    op.drop_index("ix_amortisation_bill_id", table_name="amortisation")
    op.drop_index("uq_amortisation_bill", table_name="amortisation")
    op.drop_table("amortisation")
    op.drop_index("ix_fixed_asset_active_code", table_name="fixed_asset")
    op.drop_index("ix_fixed_asset_department_code", table_name="fixed_asset")
    op.drop_index("ix_fixed_asset_project_code", table_name="fixed_asset")
    op.drop_index("ix_fixed_asset_expense_id", table_name="fixed_asset")
    op.drop_index("ix_fixed_asset_equipment_id", table_name="fixed_asset")
    op.drop_index("uq_fixed_asset_code", table_name="fixed_asset")
    op.drop_table("fixed_asset")
    op.drop_index("ix_financial_report_state_deleted_at", table_name="financial_report")
    op.drop_index("ix_financial_report_passed_period", table_name="financial_report")
    op.drop_index("ix_financial_report_kind_period", table_name="financial_report")
    op.drop_index("ix_financial_report_state_period", table_name="financial_report")
    op.drop_index("uq_financial_report_period_kind_edition", table_name="financial_report")
    op.drop_table("financial_report")
    op.drop_index("ix_opening_balance_fee_item_id", table_name="opening_balance")
    op.drop_index("ix_opening_balance_employee_id", table_name="opening_balance")
    op.drop_index("ix_opening_balance_department_id", table_name="opening_balance")
    op.drop_index("ix_opening_balance_project_id", table_name="opening_balance")
    op.drop_index("ix_opening_balance_customer_id", table_name="opening_balance")
    op.drop_index("ix_opening_balance_account_id", table_name="opening_balance")
    op.drop_table("opening_balance")
    op.drop_index("ix_aux_balance_customer_account", table_name="aux_balance")
    op.drop_index("uq_aux_balance_period_account_dims", table_name="aux_balance")
    op.drop_index("ix_aux_balance_fee_item_id", table_name="aux_balance")
    op.drop_index("ix_aux_balance_employee_id", table_name="aux_balance")
    op.drop_index("ix_aux_balance_department_id", table_name="aux_balance")
    op.drop_index("ix_aux_balance_project_id", table_name="aux_balance")
    op.drop_index("ix_aux_balance_account_id", table_name="aux_balance")
    op.drop_index("ix_aux_balance_period_id", table_name="aux_balance")
    op.drop_table("aux_balance")
    op.drop_index("uq_account_balance_period_account", table_name="account_balance")
    op.drop_index("ix_account_balance_account_id", table_name="account_balance")
    op.drop_index("ix_account_balance_period_id", table_name="account_balance")
    op.drop_table("account_balance")
    op.drop_index("ix_voucher_rule_line_side_line", table_name="voucher_rule_line")
    op.drop_index("ix_voucher_rule_line_line", table_name="voucher_rule_line")
    op.drop_index("uq_voucher_rule_line_rule_line", table_name="voucher_rule_line")
    op.drop_index("ix_voucher_rule_line_rule_id", table_name="voucher_rule_line")
    op.drop_table("voucher_rule_line")
    op.drop_index("ix_voucher_line_customer_account", table_name="voucher_line")
    op.drop_index("ix_voucher_line_account_voucher", table_name="voucher_line")
    op.drop_index("uq_voucher_line_voucher_line", table_name="voucher_line")
    op.drop_index("ix_voucher_line_fee_item_id", table_name="voucher_line")
    op.drop_index("ix_voucher_line_employee_id", table_name="voucher_line")
    op.drop_index("ix_voucher_line_department_id", table_name="voucher_line")
    op.drop_index("ix_voucher_line_project_id", table_name="voucher_line")
    op.drop_index("ix_voucher_line_voucher_id", table_name="voucher_line")
    op.drop_table("voucher_line")
    op.drop_index("ix_bill_reduction_state_project_deleted_at", table_name="bill_reduction")
    op.drop_index("ix_bill_reduction_project_created_at", table_name="bill_reduction")
    op.drop_index("ix_bill_reduction_kind_created_at", table_name="bill_reduction")
    op.drop_index("ix_bill_reduction_state_created_at", table_name="bill_reduction")
    op.drop_index("ix_bill_reduction_created_at", table_name="bill_reduction")
    op.drop_index("ix_bill_reduction_bill_state", table_name="bill_reduction")
    op.drop_index("ix_bill_reduction_voucher_id", table_name="bill_reduction")
    op.drop_table("bill_reduction")
    op.drop_index("ix_bill_exception_state_project_deleted_at", table_name="bill_exception")
    op.drop_index("ix_bill_exception_reason", table_name="bill_exception")
    op.drop_index("ix_bill_exception_run_state", table_name="bill_exception")
    op.drop_index("ix_bill_exception_parking_id", table_name="bill_exception")
    op.drop_index("ix_bill_exception_unit_id", table_name="bill_exception")
    op.drop_index("ix_bill_exception_assignment_id", table_name="bill_exception")
    op.drop_index("ix_bill_exception_project_id", table_name="bill_exception")
    op.drop_table("bill_exception")
    op.drop_index("ix_meter_reading_state_project_unit_deleted_at", table_name="meter_reading")
    op.drop_index("ix_meter_reading_unit_read_at", table_name="meter_reading")
    op.drop_index("ix_meter_reading_meter_read_at", table_name="meter_reading")
    op.drop_index("ix_meter_reading_kind_read_at", table_name="meter_reading")
    op.drop_index("ix_meter_reading_project_read_at", table_name="meter_reading")
    op.drop_index("ix_meter_reading_anomaly_read_at", table_name="meter_reading")
    op.drop_index("ix_meter_reading_state_read_at", table_name="meter_reading")
    op.drop_index("ix_meter_reading_read_at", table_name="meter_reading")
    op.drop_index("ix_meter_reading_project_period_state", table_name="meter_reading")
    op.drop_index("ix_meter_reading_meter_period", table_name="meter_reading")
    op.drop_table("meter_reading")
    op.drop_index("ix_shared_cost_billed_period", table_name="shared_cost")
    op.drop_index("ix_shared_cost_building_period", table_name="shared_cost")
    op.drop_index("ix_shared_cost_project_period", table_name="shared_cost")
    op.drop_index("ix_shared_cost_fee_item_period", table_name="shared_cost")
    op.drop_index("ix_shared_cost_period", table_name="shared_cost")
    op.drop_index("uq_shared_cost_fee_item_project_building_period", table_name="shared_cost")
    op.drop_index("ix_shared_cost_meter_id", table_name="shared_cost")
    op.drop_table("shared_cost")
    op.drop_index("ix_meter_active_meter_no", table_name="meter")
    op.drop_index("ix_meter_building_meter_no", table_name="meter")
    op.drop_index("ix_meter_unit_meter_no", table_name="meter")
    op.drop_index("ix_meter_project_meter_no", table_name="meter")
    op.drop_index("ix_meter_kind_meter_no", table_name="meter")
    op.drop_index("uq_meter_meter_no", table_name="meter")
    op.drop_table("meter")
    op.drop_index("uq_fee_tier_fee_item_project_from_on_seq", table_name="fee_tier")
    op.drop_index("ix_fee_tier_project_id", table_name="fee_tier")
    op.drop_index("ix_fee_tier_fee_item_id", table_name="fee_tier")
    op.drop_table("fee_tier")
    op.drop_index("ix_fee_price_unit_kind_from_on", table_name="fee_price")
    op.drop_index("ix_fee_price_project_from_on", table_name="fee_price")
    op.drop_index("ix_fee_price_fee_item_from_on", table_name="fee_price")
    op.drop_index("ix_fee_price_from_on", table_name="fee_price")
    op.drop_index("uq_fee_price_fee_item_project_unit_kind_from_on", table_name="fee_price")
    op.drop_table("fee_price")
    op.drop_index("ix_tax_rate_taxpayer_from_on", table_name="tax_rate")
    op.drop_index("ix_tax_rate_tax_kind_from_on", table_name="tax_rate")
    op.drop_index("ix_tax_rate_from_on", table_name="tax_rate")
    op.drop_index("uq_tax_rate_tax_kind_taxpayer_from_on", table_name="tax_rate")
    op.drop_table("tax_rate")
    op.drop_index("ix_collection_notice_bills_bill_id", table_name="collection_notice_bills")
    op.drop_table("collection_notice_bills")
    op.drop_index("ix_collection_notice_channel_sent_at", table_name="collection_notice")
    op.drop_index("ix_collection_notice_project_sent_at", table_name="collection_notice")
    op.drop_index("ix_collection_notice_level_sent_at", table_name="collection_notice")
    op.drop_index("ix_collection_notice_sent_at", table_name="collection_notice")
    op.drop_index("ix_collection_notice_customer_sent_at", table_name="collection_notice")
    op.drop_index("ix_collection_notice_limitation_on", table_name="collection_notice")
    op.drop_table("collection_notice")
    op.drop_index("ix_bank_line_payments_payment_id", table_name="bank_line_payments")
    op.drop_table("bank_line_payments")
    op.drop_index("ix_bank_line_state_deleted_at", table_name="bank_line")
    op.drop_index("ix_bank_line_matched_by_on", table_name="bank_line")
    op.drop_index("ix_bank_line_on", table_name="bank_line")
    op.drop_index("ix_bank_line_state_on", table_name="bank_line")
    op.drop_index("ix_bank_line_account_on", table_name="bank_line")
    op.drop_index("uq_bank_line_account_ref_no", table_name="bank_line")
    op.drop_index("ix_bank_line_voucher_id", table_name="bank_line")
    op.drop_index("ix_bank_line_refund_id", table_name="bank_line")
    op.drop_index("ix_bank_line_settlement_id", table_name="bank_line")
    op.drop_table("bank_line")
    op.drop_index("ix_channel_trade_kind_at", table_name="channel_trade")
    op.drop_index("ix_channel_trade_status_at", table_name="channel_trade")
    op.drop_index("ix_channel_trade_settlement_at", table_name="channel_trade")
    op.drop_index("ix_channel_trade_at", table_name="channel_trade")
    op.drop_index("uq_channel_trade_settlement_trade_no_kind", table_name="channel_trade")
    op.drop_index("ix_channel_trade_refund_id", table_name="channel_trade")
    op.drop_index("ix_channel_trade_payment_id", table_name="channel_trade")
    op.drop_index("ix_channel_trade_out_trade_no", table_name="channel_trade")
    op.drop_table("channel_trade")
    op.drop_index("ix_invoice_bills_bill_id", table_name="invoice_bills")
    op.drop_table("invoice_bills")
    op.drop_index("ix_invoice_state_project_deleted_at", table_name="invoice")
    op.drop_index("ix_invoice_issued_on", table_name="invoice")
    op.drop_index("ix_invoice_customer_created_at", table_name="invoice")
    op.drop_index("ix_invoice_project_created_at", table_name="invoice")
    op.drop_index("ix_invoice_kind_created_at", table_name="invoice")
    op.drop_index("ix_invoice_state_created_at", table_name="invoice")
    op.drop_index("ix_invoice_created_at", table_name="invoice")
    op.drop_index("ix_invoice_request_no", table_name="invoice")
    op.drop_index("ix_invoice_red_of_id", table_name="invoice")
    op.drop_index("ix_invoice_batch_no", table_name="invoice")
    op.drop_index("uq_invoice_invoice_no", table_name="invoice")
    op.drop_table("invoice")
    op.drop_index("ix_prepayment_entry_fee_item_at", table_name="prepayment_entry")
    op.drop_index("ix_prepayment_entry_project_at", table_name="prepayment_entry")
    op.drop_index("ix_prepayment_entry_customer_at", table_name="prepayment_entry")
    op.drop_index("ix_prepayment_entry_at", table_name="prepayment_entry")
    op.drop_index("ix_prepayment_entry_customer_fee_item_at", table_name="prepayment_entry")
    op.drop_index("ix_prepayment_entry_refund_id", table_name="prepayment_entry")
    op.drop_index("ix_prepayment_entry_bill_id", table_name="prepayment_entry")
    op.drop_index("ix_prepayment_entry_payment_id", table_name="prepayment_entry")
    op.drop_table("prepayment_entry")
    op.drop_index("ix_payment_allocation_part_on", table_name="payment_allocation")
    op.drop_index("ix_payment_allocation_payment_on", table_name="payment_allocation")
    op.drop_index("ix_payment_allocation_payment", table_name="payment_allocation")
    op.drop_index("ix_payment_allocation_bill_on", table_name="payment_allocation")
    op.drop_index("ix_payment_allocation_refund_id", table_name="payment_allocation")
    op.drop_index("ix_payment_allocation_on", table_name="payment_allocation")
    op.drop_index("ix_payment_allocation_project_id", table_name="payment_allocation")
    op.drop_index("ix_payment_allocation_customer_id", table_name="payment_allocation")
    op.drop_table("payment_allocation")
    op.drop_index("ix_refund_state_project_deleted_at", table_name="refund")
    op.drop_index("ix_refund_customer_created_at", table_name="refund")
    op.drop_index("ix_refund_project_created_at", table_name="refund")
    op.drop_index("ix_refund_kind_created_at", table_name="refund")
    op.drop_index("ix_refund_state_created_at", table_name="refund")
    op.drop_index("ix_refund_created_at", table_name="refund")
    op.drop_index("ix_refund_refund_no", table_name="refund")
    op.drop_index("ix_refund_project_state_created_at", table_name="refund")
    op.drop_index("ix_refund_payment_state", table_name="refund")
    op.drop_index("ix_refund_voucher_id", table_name="refund")
    op.drop_index("ix_refund_cash_count_id", table_name="refund")
    op.drop_index("ix_refund_paid_at", table_name="refund")
    op.drop_table("refund")
    op.drop_index("ix_payment_chosen_bill_id", table_name="payment_chosen")
    op.drop_table("payment_chosen")
    op.drop_index("ix_bill_state_project_deleted_at", table_name="bill")
    op.drop_index("ix_bill_customer_due_on", table_name="bill")
    op.drop_index("ix_bill_fee_item_due_on", table_name="bill")
    op.drop_index("ix_bill_project_due_on", table_name="bill")
    op.drop_index("ix_bill_overdue_due_on", table_name="bill")
    op.drop_index("ix_bill_bill_no", table_name="bill")
    op.drop_index("ix_bill_state_due_on", table_name="bill")
    op.drop_index("ix_bill_run", table_name="bill")
    op.drop_index("ix_bill_project_period_fee_item", table_name="bill")
    op.drop_index("ix_bill_unit_due_on", table_name="bill")
    op.drop_index("ix_bill_customer_state_due_on", table_name="bill")
    op.drop_index("uq_bill_work_order_standing", table_name="bill")
    op.drop_index("uq_bill_assignment_customer_period_from_standing", table_name="bill")
    op.drop_index("ix_bill_voucher_id", table_name="bill")
    op.drop_index("ix_bill_adjusts_id", table_name="bill")
    op.drop_index("ix_bill_paid_on", table_name="bill")
    op.drop_index("ix_bill_due_on", table_name="bill")
    op.drop_index("ix_bill_balance", table_name="bill")
    op.drop_index("ix_bill_period", table_name="bill")
    op.drop_index("ix_bill_assignment_id", table_name="bill")
    op.drop_index("ix_bill_parking_id", table_name="bill")
    op.drop_index("ix_bill_work_order_id", table_name="bill")
    op.drop_table("bill")
    op.drop_index("ix_fee_assignment_state_project_deleted_at", table_name="fee_assignment")
    op.drop_index("ix_fee_assignment_unit_from_on", table_name="fee_assignment")
    op.drop_index("ix_fee_assignment_customer_from_on", table_name="fee_assignment")
    op.drop_index("ix_fee_assignment_project_from_on", table_name="fee_assignment")
    op.drop_index("ix_fee_assignment_fee_item_from_on", table_name="fee_assignment")
    op.drop_index("ix_fee_assignment_state_from_on", table_name="fee_assignment")
    op.drop_index("ix_fee_assignment_from_on", table_name="fee_assignment")
    op.drop_index("ix_fee_assignment_fee_item_project_state", table_name="fee_assignment")
    op.drop_index("ix_fee_assignment_parking_state", table_name="fee_assignment")
    op.drop_index("ix_fee_assignment_unit_state", table_name="fee_assignment")
    op.drop_table("fee_assignment")
    op.drop_index("ix_bill_run_state_project_deleted_at", table_name="bill_run")
    op.drop_index("ix_bill_run_fee_item_run_no", table_name="bill_run")
    op.drop_index("ix_bill_run_project_run_no", table_name="bill_run")
    op.drop_index("ix_bill_run_state_run_no", table_name="bill_run")
    op.drop_index("ix_bill_run_run_no", table_name="bill_run")
    op.drop_index("ix_bill_run_project_fee_item_period", table_name="bill_run")
    op.drop_index("ix_bill_run_voucher_id", table_name="bill_run")
    op.drop_table("bill_run")
    op.drop_index("ix_fee_item_active_code", table_name="fee_item")
    op.drop_index("ix_fee_item_agency_code", table_name="fee_item")
    op.drop_index("ix_fee_item_cycle_code", table_name="fee_item")
    op.drop_index("ix_fee_item_formula_code", table_name="fee_item")
    op.drop_index("ix_fee_item_kind_code", table_name="fee_item")
    op.drop_index("ix_fee_item_revenue_account_id", table_name="fee_item")
    op.drop_index("ix_fee_item_tax_kind_id", table_name="fee_item")
    op.drop_index("uq_fee_item_code", table_name="fee_item")
    op.drop_table("fee_item")
    op.drop_index("ix_tax_kind_active_code", table_name="tax_kind")
    op.drop_index("uq_tax_kind_code", table_name="tax_kind")
    op.drop_table("tax_kind")
    op.drop_index("ix_payment_state_project_deleted_at", table_name="payment")
    op.drop_index("ix_payment_project_created_at", table_name="payment")
    op.drop_index("ix_payment_channel_created_at", table_name="payment")
    op.drop_index("ix_payment_state_created_at", table_name="payment")
    op.drop_index("ix_payment_created_at", table_name="payment")
    op.drop_index("ix_payment_payment_no", table_name="payment")
    op.drop_index("ix_payment_state_expires_at", table_name="payment")
    op.drop_index("ix_payment_project_state_paid_at", table_name="payment")
    op.drop_index("ix_payment_customer_created_at", table_name="payment")
    op.drop_index("uq_payment_channel_channel_trade_no", table_name="payment")
    op.drop_index("ix_payment_voucher_id", table_name="payment")
    op.drop_index("ix_payment_settlement_id", table_name="payment")
    op.drop_index("ix_payment_cash_count_id", table_name="payment")
    op.drop_index("uq_payment_receipt_no", table_name="payment")
    op.drop_index("ix_payment_account_id", table_name="payment")
    op.drop_index("ix_payment_expires_at", table_name="payment")
    op.drop_index("ix_payment_paid_at", table_name="payment")
    op.drop_index("uq_payment_out_trade_no", table_name="payment")
    op.drop_table("payment")
    op.drop_index("ix_channel_settlement_state_deleted_at", table_name="channel_settlement")
    op.drop_index("ix_channel_settlement_channel_on", table_name="channel_settlement")
    op.drop_index("ix_channel_settlement_state_on", table_name="channel_settlement")
    op.drop_index("ix_channel_settlement_on", table_name="channel_settlement")
    op.drop_index("uq_channel_settlement_account_on", table_name="channel_settlement")
    op.drop_index("ix_channel_settlement_voucher_id", table_name="channel_settlement")
    op.drop_index("ix_channel_settlement_account_id", table_name="channel_settlement")
    op.drop_table("channel_settlement")
    op.drop_index("ix_cash_count_state_project_deleted_at", table_name="cash_count")
    op.drop_index("ix_cash_count_state_on", table_name="cash_count")
    op.drop_index("ix_cash_count_on", table_name="cash_count")
    op.drop_index("uq_cash_count_project_on", table_name="cash_count")
    op.drop_index("ix_cash_count_voucher_id", table_name="cash_count")
    op.drop_index("ix_cash_count_project_id", table_name="cash_count")
    op.drop_table("cash_count")
    op.drop_index("ix_audit_finding_state_deleted_at", table_name="audit_finding")
    op.drop_index("ix_audit_finding_risk", table_name="audit_finding")
    op.drop_index("ix_audit_finding_rule_subject_subject_id", table_name="audit_finding")
    op.drop_index("ix_audit_finding_subject_subject_id", table_name="audit_finding")
    op.drop_index("ix_audit_finding_due_on", table_name="audit_finding")
    op.drop_index("ix_audit_finding_owner_id", table_name="audit_finding")
    op.drop_index("ix_audit_finding_run_id", table_name="audit_finding")
    op.drop_table("audit_finding")
    op.drop_table("audit_run")
    op.drop_index("ix_expense_state_created_by_deleted_at", table_name="expense")
    op.drop_index("ix_expense_created_by_created_at", table_name="expense")
    op.drop_index("ix_expense_spend_on", table_name="expense")
    op.drop_index("ix_expense_applicant_created_at", table_name="expense")
    op.drop_index("ix_expense_account_created_at", table_name="expense")
    op.drop_index("ix_expense_project_created_at", table_name="expense")
    op.drop_index("ix_expense_department_created_at", table_name="expense")
    op.drop_index("ix_expense_created_at", table_name="expense")
    op.drop_index("ix_expense_expense_no", table_name="expense")
    op.drop_index("ix_expense_state_created_at", table_name="expense")
    op.drop_index("ix_expense_department_state", table_name="expense")
    op.drop_index("ix_expense_voucher_id", table_name="expense")
    op.drop_index("ix_expense_paid_from_id", table_name="expense")
    op.drop_index("ix_expense_budget_line_id", table_name="expense")
    op.drop_index("ix_expense_repair_order_id", table_name="expense")
    op.drop_table("expense")
    op.drop_index("ix_voucher_state_deleted_at", table_name="voucher")
    op.drop_index("ix_voucher_maker_date", table_name="voucher")
    op.drop_index("ix_voucher_word_date", table_name="voucher")
    op.drop_index("ix_voucher_event_date", table_name="voucher")
    op.drop_index("ix_voucher_period_date", table_name="voucher")
    op.drop_index("ix_voucher_state_date", table_name="voucher")
    op.drop_index("ix_voucher_event_source_id", table_name="voucher")
    op.drop_index("ix_voucher_period_state", table_name="voucher")
    op.drop_index("uq_voucher_source_type_source_id_event_source_key", table_name="voucher")
    op.drop_index("uq_voucher_period_chain_no", table_name="voucher")
    op.drop_index("uq_voucher_period_word_number", table_name="voucher")
    op.drop_index("ix_voucher_reverses_id", table_name="voucher")
    op.drop_index("uq_voucher_reverses", table_name="voucher")
    op.drop_index("ix_voucher_poster_id", table_name="voucher")
    op.drop_index("ix_voucher_cashier_id", table_name="voucher")
    op.drop_index("ix_voucher_checker_id", table_name="voucher")
    op.drop_index("ix_voucher_rule_id", table_name="voucher")
    op.drop_index("ix_voucher_voucher_no", table_name="voucher")
    op.drop_index("ix_voucher_date", table_name="voucher")
    op.drop_table("voucher")
    op.drop_index("ix_voucher_rule_state_deleted_at", table_name="voucher_rule")
    op.drop_index("ix_voucher_rule_standard_code", table_name="voucher_rule")
    op.drop_index("ix_voucher_rule_event_code", table_name="voucher_rule")
    op.drop_index("ix_voucher_rule_state_code", table_name="voucher_rule")
    op.drop_index("uq_voucher_rule_code", table_name="voucher_rule")
    op.drop_table("voucher_rule")
    op.drop_index("ix_accounting_period_state_deleted_at", table_name="accounting_period")
    op.drop_index("ix_accounting_period_state_period", table_name="accounting_period")
    op.drop_index("uq_accounting_period_period", table_name="accounting_period")
    op.drop_table("accounting_period")
    op.drop_index("ix_bank_account_active_code", table_name="bank_account")
    op.drop_index("ix_bank_account_project_code", table_name="bank_account")
    op.drop_index("ix_bank_account_kind_code", table_name="bank_account")
    op.drop_index("ix_bank_account_account_id", table_name="bank_account")
    op.drop_index("uq_bank_account_code", table_name="bank_account")
    op.drop_table("bank_account")
    op.drop_index("ix_budget_adjustment_line_adjustment_month", table_name="budget_adjustment_line")
    op.drop_index("ix_budget_adjustment_line_month", table_name="budget_adjustment_line")
    op.drop_index(
        "uq_budget_adjustment_line_adjustment_account_month", table_name="budget_adjustment_line"
    )
    op.drop_index("ix_budget_adjustment_line_account_id", table_name="budget_adjustment_line")
    op.drop_table("budget_adjustment_line")
    op.drop_index("ix_budget_adjustment_state_deleted_at", table_name="budget_adjustment")
    op.drop_index("ix_budget_adjustment_budget_created_at", table_name="budget_adjustment")
    op.drop_index("ix_budget_adjustment_kind_created_at", table_name="budget_adjustment")
    op.drop_index("ix_budget_adjustment_state_created_at", table_name="budget_adjustment")
    op.drop_index("ix_budget_adjustment_created_at", table_name="budget_adjustment")
    op.drop_index("ix_budget_adjustment_adj_no", table_name="budget_adjustment")
    op.drop_table("budget_adjustment")
    op.drop_index("ix_budget_line_month", table_name="budget_line")
    op.drop_index("uq_budget_line_budget_account_month", table_name="budget_line")
    op.drop_index("ix_budget_line_account_id", table_name="budget_line")
    op.drop_index("ix_budget_line_budget_id", table_name="budget_line")
    op.drop_table("budget_line")
    op.drop_index("ix_account_active_code", table_name="account")
    op.drop_index("ix_account_cash_code", table_name="account")
    op.drop_index("ix_account_leaf_code", table_name="account")
    op.drop_index("ix_account_direction_code", table_name="account")
    op.drop_index("ix_account_category_code", table_name="account")
    op.drop_index("ix_account_parent_id", table_name="account")
    op.drop_index("uq_account_code", table_name="account")
    op.drop_table("account")
    op.drop_index("ix_budget_state_deleted_at", table_name="budget")
    op.drop_index("ix_budget_project_year", table_name="budget")
    op.drop_index("ix_budget_department_year", table_name="budget")
    op.drop_index("ix_budget_state_year", table_name="budget")
    op.drop_index("uq_budget_year_department_project_edition", table_name="budget")
    op.drop_table("budget")
