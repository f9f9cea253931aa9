"""Every REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 ecb2d3463ef1036a3f1d754eeb3ac1acc736819f023f891b15c662a6f33822fa

from app.rest.resource import Resource

from .announcement.api import announcement_api
from .building.api import building_api
from .calendar_day.api import calendar_day_api
from .call_record.api import call_record_api
from .chat_message.api import chat_message_api
from .chat_session.api import chat_session_api
from .company.api import company_api
from .consent_record.api import consent_record_api
from .customer.api import customer_api
from .department.api import department_api
from .duplicate_review.api import duplicate_review_api
from .employee.api import employee_api
from .employee_skill.api import employee_skill_api
from .occupancy.api import occupancy_api
from .owner_record.api import owner_record_api
from .parking_space.api import parking_space_api
from .phone_code.api import phone_code_api
from .position.api import position_api
from .position_skill.api import position_skill_api
from .project.api import project_api
from .registration.api import registration_api
from .role_project.api import role_project_api
from .roster.api import roster_api
from .service_stat.api import service_stat_api
from .shift.api import shift_api
from .skill.api import skill_api
from .sla_policy.api import sla_policy_api
from .survey.api import survey_api
from .survey_response.api import survey_response_api
from .ticket_category.api import ticket_category_api
from .ticket_keyword.api import ticket_keyword_api
from .unit.api import unit_api
from .work_order.api import work_order_api
from .work_order_event.api import work_order_event_api
from .working_hours.api import working_hours_api

RESOURCES: list[Resource] = [
    announcement_api,
    company_api,
    project_api,
    building_api,
    unit_api,
    parking_space_api,
    department_api,
    position_api,
    position_skill_api,
    skill_api,
    calendar_day_api,
    working_hours_api,
    role_project_api,
    customer_api,
    occupancy_api,
    owner_record_api,
    consent_record_api,
    registration_api,
    phone_code_api,
    duplicate_review_api,
    ticket_category_api,
    ticket_keyword_api,
    sla_policy_api,
    work_order_api,
    work_order_event_api,
    call_record_api,
    chat_session_api,
    chat_message_api,
    survey_api,
    survey_response_api,
    employee_api,
    employee_skill_api,
    shift_api,
    roster_api,
    service_stat_api,
]
