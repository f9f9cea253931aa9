"""公告 Announcement."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5af8c2a39118aa9e6000dbb47342c83c57e7b08db50aad5d08c0f4159c4401df

from .model import Announcement, AnnouncementState, AnnouncementTransition, announcement_hooks
from .policy import announcement_policy
from .workflow import announcement_workflow

__all__ = [
    "Announcement",
    "AnnouncementState",
    "AnnouncementTransition",
    "announcement_hooks",
    "announcement_policy",
    "announcement_workflow",
]
