"""课程技能 Skill of a course: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8bcc9e3820449ea7e2def40f96de152b33f5363c0e1db06201fb7b076f032211

from app.rest.resource import Resource

from .model import CourseSkill

course_skill_api = Resource(CourseSkill, methods=["list", "get", "create", "update", "delete"])
