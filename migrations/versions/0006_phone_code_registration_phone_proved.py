"""Add PhoneCode, add Registration.phone_proved."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# SQLite counts up by itself only in INTEGER keys.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "phone_code",
        sa.Column("id", Key, nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("phone", sa.String(20), nullable=False),
        sa.Column("salt", sa.String(64), nullable=False),
        sa.Column("address", sa.String(45)),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("proved_at", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_id", sa.Integer()),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_by_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("deleted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_phone_code"),
        sa.ForeignKeyConstraint(["created_by_id"], ["ab_user.id"], name="fk_phone_code_created_by"),
        sa.ForeignKeyConstraint(["updated_by_id"], ["ab_user.id"], name="fk_phone_code_updated_by"),
    )
    op.create_index("ix_phone_code_phone_sent_at", "phone_code", ["phone", "sent_at"])
    op.create_index("ix_phone_code_address_sent_at", "phone_code", ["address", "sent_at"])
    op.create_index("ix_phone_code_token_phone", "phone_code", ["token", "phone"])
    with op.batch_alter_table("registration") as batch:
        batch.add_column(sa.Column("phone_proved", sa.Boolean()))


def downgrade() -> None:
    with op.batch_alter_table("registration") as batch:
        batch.drop_column("phone_proved")
    op.drop_index("ix_phone_code_token_phone", table_name="phone_code")
    op.drop_index("ix_phone_code_address_sent_at", table_name="phone_code")
    op.drop_index("ix_phone_code_phone_sent_at", table_name="phone_code")
    op.drop_table("phone_code")
