"""Add Announcement, add Occupancy.building."""

import sqlalchemy as sa
from alembic import op

from migrations.operations import recompute

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "announcement",
        sa.Column("id", Key, nullable=False),
        sa.Column("notice_no", sa.String(40)),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("headline", sa.String(80), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("project_id", Key, nullable=False),
        sa.Column("building_id", Key),
        sa.Column("begins_at", sa.DateTime(timezone=True)),
        sa.Column("ends_at", sa.DateTime(timezone=True)),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("told", sa.Integer()),
        sa.Column("state", sa.String(40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_announcement"),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name="fk_announcement_project"),
        sa.ForeignKeyConstraint(["building_id"], ["building.id"], name="fk_announcement_building"),
        sa.ForeignKeyConstraint(
            ["created_by_id"], ["ab_user.id"], name="fk_announcement_created_by"
        ),
        sa.ForeignKeyConstraint(
            ["updated_by_id"], ["ab_user.id"], name="fk_announcement_updated_by"
        ),
    )
    op.create_index("ix_announcement_kind", "announcement", ["kind"])
    op.create_index("ix_announcement_building_id", "announcement", ["building_id"])
    op.create_index("ix_announcement_ends_at", "announcement", ["ends_at"])
    op.create_index("ix_announcement_published_at", "announcement", ["published_at"])
    op.create_index(
        "ix_announcement_project_published_at", "announcement", ["project_id", "published_at"]
    )
    op.create_index("ix_announcement_notice_no", "announcement", ["notice_no"])
    op.create_index(
        "ix_announcement_state_project_deleted_at",
        "announcement",
        ["state", "project_id", "deleted_at"],
    )
    with op.batch_alter_table("occupancy") as batch:
        batch.add_column(sa.Column("building_id", Key))
        batch.create_foreign_key("fk_occupancy_building", "building", ["building_id"], ["id"])
    op.create_index("ix_occupancy_building_id", "occupancy", ["building_id"])
    recompute("occupancy", "building_id")


def downgrade() -> None:
    op.drop_index("ix_occupancy_building_id", table_name="occupancy")
    with op.batch_alter_table("occupancy") as batch:
        batch.drop_constraint("fk_occupancy_building", type_="foreignkey")
        batch.drop_column("building_id")
    op.drop_index("ix_announcement_state_project_deleted_at", table_name="announcement")
    op.drop_index("ix_announcement_notice_no", table_name="announcement")
    op.drop_index("ix_announcement_project_published_at", table_name="announcement")
    op.drop_index("ix_announcement_published_at", table_name="announcement")
    op.drop_index("ix_announcement_ends_at", table_name="announcement")
    op.drop_index("ix_announcement_building_id", table_name="announcement")
    op.drop_index("ix_announcement_kind", table_name="announcement")
    op.drop_table("announcement")
