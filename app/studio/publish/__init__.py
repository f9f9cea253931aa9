"""Publishing from the studio: a proposal with its frozen plan, a rehearsal, the publication as it goes, and the way back."""

from app.studio.publish import rehearsal as _rehearsal  # noqa: F401 - declares its job
from app.studio.publish.pages import PublishView

VIEWS = (PublishView,)

__all__ = ["VIEWS"]
