"""Secrets of second factors are under DATA_KEYS."""

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
framework = True

ACCOUNT = sa.table(
    "sys_account", sa.column("user_id", sa.BigInteger()), sa.column("totp_secret", sa.Text())
)
AT_ONCE = 1000


def upgrade() -> None:
    """They were under a key made of SECRET_KEY. What that key does not open stays as it is: nobody could use it."""
    from app.runtime.accounts import keys, second_factor

    def under_data_keys(old: str, user_id: int) -> str | None:
        secret = None if "." in old else keys.decrypt(old, purpose=f"totp {user_id}")
        return second_factor.store(secret, user_id) if secret is not None else None

    _each(under_data_keys)


def downgrade() -> None:
    from app.runtime.accounts import keys, second_factor

    def under_secret_key(new: str, user_id: int) -> str | None:
        secret = second_factor.stored(new, user_id)
        return keys.encrypt(secret, purpose=f"totp {user_id}") if secret is not None else None

    _each(under_secret_key)


def _each(change: Callable[[str, int], str | None]) -> None:
    """Some accounts at a time; where `change` knows nothing to do, the row stays as it is."""
    connection, last = op.get_bind(), -1
    while True:
        rows = connection.execute(
            sa.select(ACCOUNT.c.user_id, ACCOUNT.c.totp_secret)
            .where(ACCOUNT.c.user_id > last, ACCOUNT.c.totp_secret.is_not(None))
            .order_by(ACCOUNT.c.user_id)
            .limit(AT_ONCE)
        ).all()
        if not rows:
            return
        changed = [
            {"b_user": user_id, "b_text": text}
            for user_id, old in rows
            if (text := change(old, user_id)) is not None
        ]
        if changed:
            connection.execute(
                sa.update(ACCOUNT)
                .where(ACCOUNT.c.user_id == sa.bindparam("b_user"))
                .values(totp_secret=sa.bindparam("b_text")),
                changed,
            )
        last = rows[-1].user_id
