"""Add ServiceStat."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "service_stat",
        sa.Column("id", Key, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("category_id", Key),
        sa.Column("created", sa.Integer()),
        sa.Column("closed", sa.Integer()),
        sa.Column("respond_p50_min", sa.Integer()),
        sa.Column("respond_p90_min", sa.Integer()),
        sa.Column("resolve_p50_min", sa.Integer()),
        sa.Column("resolve_p90_min", sa.Integer()),
        sa.Column("sla_met_pct", sa.BigInteger()),
        sa.Column("csat_avg", sa.BigInteger()),
        sa.Column("csat_pct", sa.BigInteger()),
        sa.Column("csat_low", sa.BigInteger()),
        sa.Column("csat_high", sa.BigInteger()),
        sa.Column("csat_n", sa.Integer()),
        sa.Column("repeated", sa.Integer()),
        sa.Column("psi", sa.BigInteger()),
        sa.Column("trend", sa.String(40)),
        sa.Column("trend_p", sa.BigInteger()),
        sa.Column("slope", sa.BigInteger()),
        sa.Column("suggestion", sa.Text()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_service_stat"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_service_stat_project"),
        sa.ForeignKeyConstraint(
            ["category_id"], ["ticket_category.id"], name="fk_service_stat_category"
        ),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_service_stat_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_service_stat_updated_by"
        ),
    )
    op.create_index(
        "uq_service_stat_period_project_category",
        "service_stat",
        ["period", "project_id", "category_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_service_stat_project_period", "service_stat", ["project_id", "period"])
    op.create_index("ix_service_stat_category_period", "service_stat", ["category_id", "period"])
    op.create_index("ix_service_stat_trend_period", "service_stat", ["trend", "period"])


def downgrade() -> None:
    op.drop_index("ix_service_stat_trend_period", table_name="service_stat")
    op.drop_index("ix_service_stat_category_period", table_name="service_stat")
    op.drop_index("ix_service_stat_project_period", table_name="service_stat")
    op.drop_index("uq_service_stat_period_project_category", table_name="service_stat")
    op.drop_table("service_stat")
