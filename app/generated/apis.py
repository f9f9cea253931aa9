"""Every REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d2bfd9e79f2bc19aa89656c0841aa8d30171ce15af451236a188f11f4697f061

from app.rest.resource import Resource

from .announcement.api import announcement_api
from .building.api import building_api
from .calendar_day.api import calendar_day_api
from .call_record.api import call_record_api
from .chat_message.api import chat_message_api
from .chat_session.api import chat_session_api
from .check_item.api import check_item_api
from .company.api import company_api
from .consent_record.api import consent_record_api
from .customer.api import customer_api
from .department.api import department_api
from .duplicate_review.api import duplicate_review_api
from .employee.api import employee_api
from .employee_skill.api import employee_skill_api
from .equipment.api import equipment_api
from .equipment_alarm.api import equipment_alarm_api
from .equipment_category.api import equipment_category_api
from .equipment_downtime.api import equipment_downtime_api
from .equipment_reading.api import equipment_reading_api
from .inspection_item.api import inspection_item_api
from .inspection_task.api import inspection_task_api
from .maintenance_advice.api import maintenance_advice_api
from .maintenance_plan.api import maintenance_plan_api
from .occupancy.api import occupancy_api
from .owner_record.api import owner_record_api
from .parking_space.api import parking_space_api
from .phone_code.api import phone_code_api
from .plan_stop.api import plan_stop_api
from .position.api import position_api
from .position_skill.api import position_skill_api
from .project.api import project_api
from .registration.api import registration_api
from .reliability_stat.api import reliability_stat_api
from .repair_order.api import repair_order_api
from .repair_part.api import repair_part_api
from .role_project.api import role_project_api
from .roster.api import roster_api
from .service_stat.api import service_stat_api
from .shift.api import shift_api
from .skill.api import skill_api
from .sla_policy.api import sla_policy_api
from .spare_move.api import spare_move_api
from .spare_part.api import spare_part_api
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
    equipment_category_api,
    check_item_api,
    equipment_api,
    equipment_reading_api,
    maintenance_plan_api,
    plan_stop_api,
    inspection_task_api,
    inspection_item_api,
    employee_api,
    employee_skill_api,
    shift_api,
    roster_api,
    repair_order_api,
    repair_part_api,
    spare_part_api,
    spare_move_api,
    equipment_downtime_api,
    equipment_alarm_api,
    reliability_stat_api,
    maintenance_advice_api,
    service_stat_api,
]
