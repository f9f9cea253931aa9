"""Every entity class."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 43c121f6679aa29abc5ced29ceebc3f84425010cb3f583b1d48d473b376c5767

from .announcement.model import Announcement
from .building.model import Building
from .calendar_day.model import CalendarDay
from .call_record.model import CallRecord
from .chat_message.model import ChatMessage
from .chat_session.model import ChatSession
from .company.model import Company
from .consent_record.model import ConsentRecord
from .customer.model import Customer
from .department.model import Department
from .duplicate_review.model import DuplicateReview
from .employee.model import Employee
from .employee_skill.model import EmployeeSkill
from .occupancy.model import Occupancy
from .owner_record.model import OwnerRecord
from .parking_space.model import ParkingSpace
from .phone_code.model import PhoneCode
from .position.model import Position
from .position_skill.model import PositionSkill
from .project.model import Project
from .registration.model import Registration
from .role_project.model import RoleProject
from .roster.model import Roster
from .service_stat.model import ServiceStat
from .shift.model import Shift
from .skill.model import Skill
from .sla_policy.model import SlaPolicy
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
    "Company",
    "ConsentRecord",
    "Customer",
    "Department",
    "DuplicateReview",
    "Employee",
    "EmployeeSkill",
    "Occupancy",
    "OwnerRecord",
    "ParkingSpace",
    "PhoneCode",
    "Position",
    "PositionSkill",
    "Project",
    "Registration",
    "RoleProject",
    "Roster",
    "ServiceStat",
    "Shift",
    "Skill",
    "SlaPolicy",
    "Survey",
    "SurveyResponse",
    "TicketCategory",
    "TicketKeyword",
    "Unit",
    "WorkOrder",
    "WorkOrderEvent",
    "WorkingHours",
]
