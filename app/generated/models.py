"""Every entity class."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 5f66627beaf9673c17bc7600708c3d4ed19948d39b7bd42ac8fa8cababb03c37

from .announcement.model import Announcement
from .building.model import Building
from .calendar_day.model import CalendarDay
from .call_record.model import CallRecord
from .chat_message.model import ChatMessage
from .chat_session.model import ChatSession
from .check_item.model import CheckItem
from .company.model import Company
from .consent_record.model import ConsentRecord
from .customer.model import Customer
from .department.model import Department
from .duplicate_review.model import DuplicateReview
from .employee.model import Employee
from .employee_skill.model import EmployeeSkill
from .equipment.model import Equipment
from .equipment_alarm.model import EquipmentAlarm
from .equipment_category.model import EquipmentCategory
from .equipment_downtime.model import EquipmentDowntime
from .equipment_reading.model import EquipmentReading
from .inspection_item.model import InspectionItem
from .inspection_task.model import InspectionTask
from .maintenance_advice.model import MaintenanceAdvice
from .maintenance_plan.model import MaintenancePlan
from .occupancy.model import Occupancy
from .owner_record.model import OwnerRecord
from .parking_space.model import ParkingSpace
from .phone_code.model import PhoneCode
from .plan_stop.model import PlanStop
from .position.model import Position
from .position_skill.model import PositionSkill
from .project.model import Project
from .registration.model import Registration
from .reliability_stat.model import ReliabilityStat
from .repair_order.model import RepairOrder
from .repair_part.model import RepairPart
from .role_project.model import RoleProject
from .roster.model import Roster
from .service_stat.model import ServiceStat
from .shift.model import Shift
from .skill.model import Skill
from .sla_policy.model import SlaPolicy
from .spare_move.model import SpareMove
from .spare_part.model import SparePart
from .survey.model import Survey
from .survey_response.model import SurveyResponse
from .ticket_category.model import TicketCategory
from .ticket_keyword.model import TicketKeyword
from .unit.model import Unit
from .work_order.model import WorkOrder
from .work_order_event.model import WorkOrderEvent
from .working_hours.model import WorkingHours

__all__ = [
    "Announcement",
    "Building",
    "CalendarDay",
    "CallRecord",
    "ChatMessage",
    "ChatSession",
    "CheckItem",
    "Company",
    "ConsentRecord",
    "Customer",
    "Department",
    "DuplicateReview",
    "Employee",
    "EmployeeSkill",
    "Equipment",
    "EquipmentAlarm",
    "EquipmentCategory",
    "EquipmentDowntime",
    "EquipmentReading",
    "InspectionItem",
    "InspectionTask",
    "MaintenanceAdvice",
    "MaintenancePlan",
    "Occupancy",
    "OwnerRecord",
    "ParkingSpace",
    "PhoneCode",
    "PlanStop",
    "Position",
    "PositionSkill",
    "Project",
    "Registration",
    "ReliabilityStat",
    "RepairOrder",
    "RepairPart",
    "RoleProject",
    "Roster",
    "ServiceStat",
    "Shift",
    "Skill",
    "SlaPolicy",
    "SpareMove",
    "SparePart",
    "Survey",
    "SurveyResponse",
    "TicketCategory",
    "TicketKeyword",
    "Unit",
    "WorkOrder",
    "WorkOrderEvent",
    "WorkingHours",
]
