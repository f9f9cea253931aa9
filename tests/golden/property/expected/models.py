"""Every entity class."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 b4caa9e3e7c63ec4547ab53235aa79807933e540a43ef22dabbf520b4af3b26a

from .customer.model import Customer
from .employee.model import Employee
from .project.model import Project
from .role_project.model import RoleProject
from .work_order.model import WorkOrder
from .work_order_part.model import WorkOrderPart

__all__ = ["Customer", "Employee", "Project", "RoleProject", "WorkOrder", "WorkOrderPart"]
