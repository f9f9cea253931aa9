"""Every screen."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 cce0b7230265a92bca2d2d96f59553a75381c2fdee34dad8cfdbcb2007496f66

from app.web.view import RecordView

from .customer.view import CustomerView
from .employee.view import EmployeeView
from .project.view import ProjectView
from .role_project.view import RoleProjectView
from .work_order.view import WorkOrderView
from .work_order_part.view import WorkOrderPartView

VIEWS: list[type[RecordView]] = [
    ProjectView,
    EmployeeView,
    RoleProjectView,
    CustomerView,
    WorkOrderView,
    WorkOrderPartView,
]
