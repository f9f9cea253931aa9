"""Add CockpitFigure."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "cockpit_figure",
        sa.Column("id", Key, nullable=False),
        sa.Column("period", sa.String(7), nullable=False),
        sa.Column("figure", sa.String(32), nullable=False),
        sa.Column("project_id", Key),
        sa.Column("item", sa.Integer()),
        sa.Column("value", sa.BigInteger()),
        sa.Column("base", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_cockpit_figure"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_cockpit_figure_project"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_cockpit_figure_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_cockpit_figure_updated_by"
        ),
    )
    op.create_index(
        "uq_cockpit_figure_period_figure_project_item",
        "cockpit_figure",
        ["period", "figure", "project_id", "item"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_index("ix_cockpit_figure_figure_period", "cockpit_figure", ["figure", "period"])
    op.create_index("ix_cockpit_figure_project_period", "cockpit_figure", ["project_id", "period"])


def downgrade() -> None:
    op.drop_index("ix_cockpit_figure_project_period", table_name="cockpit_figure")
    op.drop_index("ix_cockpit_figure_figure_period", table_name="cockpit_figure")
    op.drop_index("uq_cockpit_figure_period_figure_project_item", table_name="cockpit_figure")
    op.drop_table("cockpit_figure")
