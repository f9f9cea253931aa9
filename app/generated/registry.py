"""What there is: roles, modules, users and every entity."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 bdac01e1c6d585f21a33827df6e81287a7281ab1226de058b89c40f5a54a35b7

from app.runtime.field import label
from app.runtime.registry import AppInfo, Module, Registry, Role, RoleSeparation, UserValue

from . import enums
from .building import Building, building_hooks, building_policy
from .calendar_day import CalendarDay, calendar_day_hooks, calendar_day_policy
from .call_record import CallRecord, call_record_hooks, call_record_policy, call_record_workflow
from .chat_message import ChatMessage, chat_message_hooks, chat_message_policy
from .chat_session import (
    ChatSession,
    chat_session_hooks,
    chat_session_policy,
    chat_session_workflow,
)
from .company import Company, company_hooks, company_policy
from .consent_record import ConsentRecord, consent_record_hooks, consent_record_policy
from .customer import Customer, customer_hooks, customer_policy, customer_workflow
from .department import Department, department_hooks, department_policy
from .duplicate_review import (
    DuplicateReview,
    duplicate_review_hooks,
    duplicate_review_policy,
    duplicate_review_workflow,
)
from .employee import Employee, employee_hooks, employee_policy, employee_workflow
from .employee_skill import EmployeeSkill, employee_skill_hooks, employee_skill_policy
from .occupancy import Occupancy, occupancy_hooks, occupancy_policy
from .owner_record import OwnerRecord, owner_record_hooks, owner_record_policy
from .parking_space import (
    ParkingSpace,
    parking_space_hooks,
    parking_space_policy,
    parking_space_workflow,
)
from .phone_code import PhoneCode, phone_code_hooks, phone_code_policy
from .position import Position, position_hooks, position_policy
from .position_skill import PositionSkill, position_skill_hooks, position_skill_policy
from .project import Project, project_hooks, project_policy
from .registration import (
    Registration,
    registration_hooks,
    registration_policy,
    registration_workflow,
)
from .role_project import RoleProject, role_project_hooks, role_project_policy
from .roster import Roster, roster_hooks, roster_policy
from .shift import Shift, shift_hooks, shift_policy
from .skill import Skill, skill_hooks, skill_policy
from .sla_policy import SlaPolicy, sla_policy_hooks, sla_policy_policy
from .survey import Survey, survey_hooks, survey_policy, survey_workflow
from .survey_response import SurveyResponse, survey_response_hooks, survey_response_policy
from .ticket_category import TicketCategory, ticket_category_hooks, ticket_category_policy
from .ticket_keyword import TicketKeyword, ticket_keyword_hooks, ticket_keyword_policy
from .unit import Unit, unit_hooks, unit_policy, unit_workflow
from .work_order import WorkOrder, work_order_hooks, work_order_policy, work_order_workflow
from .work_order_event import WorkOrderEvent, work_order_event_hooks, work_order_event_policy
from .working_hours import WorkingHours, working_hours_hooks, working_hours_policy

registry = Registry(
    app=AppInfo(
        name="property",
        label=label(zh="物业云", en="Property Desk"),
        languages=["zh", "en"],
        timezone="Asia/Shanghai",
        currency="CNY",
    ),
    roles=[
        Role("customer", label(zh="客户", en="Customer"), portal=True),
        Role("csr", label(zh="客服", en="Service representative")),
        Role("dispatcher", label(zh="调度", en="Dispatcher")),
        Role("technician", label(zh="维修工", en="Technician")),
        Role("eng_mgr", label(zh="工程经理", en="Engineering manager"), publishes=True),
        Role("cashier", label(zh="出纳", en="Cashier")),
        Role("accountant", label(zh="会计", en="Accountant")),
        Role("fin_mgr", label(zh="财务经理", en="Finance manager"), publishes=True),
        Role("auditor", label(zh="审计", en="Auditor")),
        Role("hr", label(zh="人事专员", en="HR officer")),
        Role("dept_mgr", label(zh="部门经理", en="Department manager"), publishes=True),
        Role("employee", label(zh="员工", en="Employee")),
        Role("gm", label(zh="总经理", en="General manager"), publishes=True),
        Role("sysadmin", label(zh="系统管理员", en="System administrator")),
        Role("integrator", label(zh="接口账号", en="Integration account")),
    ],
    modules=[
        Module("crm", label(zh="客户服务", en="Customer service"), icon="users"),
        Module("base", label(zh="基础资料", en="Master data"), icon="building"),
        Module("hr", label(zh="人力资源", en="People"), icon="id-badge"),
    ],
    enums=[enums.priority, enums.gender, enums.calendar, enums.occupancy_role, enums.verification],
    users=[
        UserValue("employee", to="Employee", by="login"),
        UserValue("customer", to="Customer", by="login"),
        UserValue(
            "projects",
            to="Project",
            through="RoleProject",
            user_field="user",
            target_field="project",
        ),
        UserValue("units", to="Unit", through="Occupancy", user_field="login", target_field="unit"),
        UserValue(
            "home_projects",
            to="Project",
            through="Occupancy",
            user_field="login",
            target_field="project",
        ),
    ],
    separations=[
        RoleSeparation("cashier", "accountant"),
        RoleSeparation("cashier", "fin_mgr"),
        RoleSeparation("auditor", "csr"),
        RoleSeparation("auditor", "dispatcher"),
        RoleSeparation("auditor", "technician"),
        RoleSeparation("auditor", "eng_mgr"),
        RoleSeparation("auditor", "cashier"),
        RoleSeparation("auditor", "accountant"),
        RoleSeparation("auditor", "fin_mgr"),
        RoleSeparation("auditor", "hr"),
        RoleSeparation("auditor", "dept_mgr"),
        RoleSeparation("auditor", "gm"),
        RoleSeparation("auditor", "sysadmin"),
        RoleSeparation("sysadmin", "csr"),
        RoleSeparation("sysadmin", "dispatcher"),
        RoleSeparation("sysadmin", "technician"),
        RoleSeparation("sysadmin", "eng_mgr"),
        RoleSeparation("sysadmin", "cashier"),
        RoleSeparation("sysadmin", "accountant"),
        RoleSeparation("sysadmin", "fin_mgr"),
        RoleSeparation("sysadmin", "hr"),
        RoleSeparation("sysadmin", "dept_mgr"),
        RoleSeparation("sysadmin", "gm"),
        RoleSeparation("integrator", "sysadmin"),
    ],
)
registry.add(Company, policy=company_policy, hooks=company_hooks)
registry.add(Project, policy=project_policy, hooks=project_hooks)
registry.add(Building, policy=building_policy, hooks=building_hooks)
registry.add(Unit, policy=unit_policy, hooks=unit_hooks, workflow=unit_workflow)
registry.add(
    ParkingSpace,
    policy=parking_space_policy,
    hooks=parking_space_hooks,
    workflow=parking_space_workflow,
)
registry.add(Department, policy=department_policy, hooks=department_hooks)
registry.add(Position, policy=position_policy, hooks=position_hooks)
registry.add(PositionSkill, policy=position_skill_policy, hooks=position_skill_hooks)
registry.add(Skill, policy=skill_policy, hooks=skill_hooks)
registry.add(CalendarDay, policy=calendar_day_policy, hooks=calendar_day_hooks)
registry.add(WorkingHours, policy=working_hours_policy, hooks=working_hours_hooks)
registry.add(RoleProject, policy=role_project_policy, hooks=role_project_hooks)
registry.add(Customer, policy=customer_policy, hooks=customer_hooks, workflow=customer_workflow)
registry.add(Occupancy, policy=occupancy_policy, hooks=occupancy_hooks)
registry.add(OwnerRecord, policy=owner_record_policy, hooks=owner_record_hooks)
registry.add(ConsentRecord, policy=consent_record_policy, hooks=consent_record_hooks)
registry.add(
    Registration,
    policy=registration_policy,
    hooks=registration_hooks,
    workflow=registration_workflow,
)
registry.add(PhoneCode, policy=phone_code_policy, hooks=phone_code_hooks)
registry.add(
    DuplicateReview,
    policy=duplicate_review_policy,
    hooks=duplicate_review_hooks,
    workflow=duplicate_review_workflow,
)
registry.add(TicketCategory, policy=ticket_category_policy, hooks=ticket_category_hooks)
registry.add(TicketKeyword, policy=ticket_keyword_policy, hooks=ticket_keyword_hooks)
registry.add(SlaPolicy, policy=sla_policy_policy, hooks=sla_policy_hooks)
registry.add(
    WorkOrder, policy=work_order_policy, hooks=work_order_hooks, workflow=work_order_workflow
)
registry.add(WorkOrderEvent, policy=work_order_event_policy, hooks=work_order_event_hooks)
registry.add(
    CallRecord, policy=call_record_policy, hooks=call_record_hooks, workflow=call_record_workflow
)
registry.add(
    ChatSession,
    policy=chat_session_policy,
    hooks=chat_session_hooks,
    workflow=chat_session_workflow,
)
registry.add(ChatMessage, policy=chat_message_policy, hooks=chat_message_hooks)
registry.add(Survey, policy=survey_policy, hooks=survey_hooks, workflow=survey_workflow)
registry.add(SurveyResponse, policy=survey_response_policy, hooks=survey_response_hooks)
registry.add(Employee, policy=employee_policy, hooks=employee_hooks, workflow=employee_workflow)
registry.add(EmployeeSkill, policy=employee_skill_policy, hooks=employee_skill_hooks)
registry.add(Shift, policy=shift_policy, hooks=shift_hooks)
registry.add(Roster, policy=roster_policy, hooks=roster_hooks)
