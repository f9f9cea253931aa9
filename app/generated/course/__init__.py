"""培训课程 Course."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4bd8acfdd75efab6f63b3c2ad7fc669e0e0e63c891126ce13f6b99f41ef9861d

from .model import Course, course_hooks
from .policy import course_policy

__all__ = ["Course", "course_hooks", "course_policy"]
