"""课程技能 Skill of a course."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 364a6a45fac9ebd372bc5289712581577bdb7b3ba2a32f0d4b9c315255a2aab4

from .model import CourseSkill, course_skill_hooks
from .policy import course_skill_policy

__all__ = ["CourseSkill", "course_skill_hooks", "course_skill_policy"]
