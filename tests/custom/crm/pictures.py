"""Photos for tests."""

from __future__ import annotations

from app.runtime import clock, database
from app.runtime.system import Attachment


def photo(user_id: int) -> int:
    """The id of a picture that this person has just uploaded."""
    with database.current().begin() as session:
        made = Attachment(
            sha256="0" * 64,
            name="photo.jpg",
            mime="image/jpeg",
            size=1,
            created_at=clock.now(),
            created_by_id=user_id,
        )
        session.add(made)
        session.flush()
        return int(made.id)
