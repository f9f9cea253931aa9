"""员工技能 Employee skill."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 3ea9e7db230d10ba236b13146524b452f52c70220bcf768d0dc58e5a5b320828

from .model import EmployeeSkill, employee_skill_hooks
from .policy import employee_skill_policy

__all__ = ["EmployeeSkill", "employee_skill_hooks", "employee_skill_policy"]
