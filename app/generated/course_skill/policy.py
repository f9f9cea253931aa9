"""课程技能 Skill of a course: who may see and do what."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 4884ba6d589d5b719f9747438c059a212c5341d743518056cbe0dffe9b98fac1

from app.runtime.policy import Policy, everything

from .model import CourseSkill

course_skill_policy = Policy(CourseSkill)
course_skill_policy.allow(
    "read",
    employee=everything,
    hr=everything,
    dept_mgr=everything,
    eng_mgr=everything,
    auditor=everything,
    gm=everything,
)
course_skill_policy.allow("create", hr=everything)
course_skill_policy.allow("update", hr=everything)
course_skill_policy.allow("delete", hr=everything)
