"""Every REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 a4aca0a4f8be97da423e7fec5cd6556502dee39d571c26844f2f9eef0fba48c7

from app.rest.resource import Resource

from .customer.api import customer_api
from .employee.api import employee_api
from .project.api import project_api
from .role_project.api import role_project_api
from .work_order.api import work_order_api
from .work_order_part.api import work_order_part_api

RESOURCES: list[Resource] = [
    project_api,
    employee_api,
    role_project_api,
    customer_api,
    work_order_api,
    work_order_part_api,
]
