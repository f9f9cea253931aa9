"""Every screen."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 60952abff609fc5bbf20722a7919392169e9f5c015a244053b001488eb79fa2d

from app.web.view import RecordView

from .announcement.view import AnnouncementView
from .building.view import BuildingView
from .calendar_day.view import CalendarDayView
from .call_record.view import CallRecordView
from .chat_message.view import ChatMessageView
from .chat_session.view import ChatSessionView
from .check_item.view import CheckItemView
from .company.view import CompanyView
from .consent_record.view import ConsentRecordView
from .customer.view import CustomerView
from .department.view import DepartmentView
from .duplicate_review.view import DuplicateReviewView
from .employee.view import EmployeeView
from .employee_skill.view import EmployeeSkillView
from .equipment.view import EquipmentView
from .equipment_alarm.view import EquipmentAlarmView
from .equipment_category.view import EquipmentCategoryView
from .equipment_downtime.view import EquipmentDowntimeView
from .equipment_reading.view import EquipmentReadingView
from .inspection_item.view import InspectionItemView
from .inspection_task.view import InspectionTaskView
from .maintenance_advice.view import MaintenanceAdviceView
from .maintenance_plan.view import MaintenancePlanView
from .occupancy.view import OccupancyView
from .owner_record.view import OwnerRecordView
from .parking_space.view import ParkingSpaceView
from .phone_code.view import PhoneCodeView
from .plan_stop.view import PlanStopView
from .position.view import PositionView
from .position_skill.view import PositionSkillView
from .project.view import ProjectView
from .registration.view import RegistrationView
from .reliability_stat.view import ReliabilityStatView
from .repair_order.view import RepairOrderView
from .repair_part.view import RepairPartView
from .role_project.view import RoleProjectView
from .roster.view import RosterView
from .service_stat.view import ServiceStatView
from .shift.view import ShiftView
from .skill.view import SkillView
from .sla_policy.view import SlaPolicyView
from .spare_move.view import SpareMoveView
from .spare_part.view import SparePartView
from .survey.view import SurveyView
from .survey_response.view import SurveyResponseView
from .ticket_category.view import TicketCategoryView
from .ticket_keyword.view import TicketKeywordView
from .unit.view import UnitView
from .work_order.view import WorkOrderView
from .work_order_event.view import WorkOrderEventView
from .working_hours.view import WorkingHoursView

VIEWS: list[type[RecordView]] = [
    AnnouncementView,
    CompanyView,
    ProjectView,
    BuildingView,
    UnitView,
    ParkingSpaceView,
    DepartmentView,
    PositionView,
    PositionSkillView,
    SkillView,
    CalendarDayView,
    WorkingHoursView,
    RoleProjectView,
    CustomerView,
    OccupancyView,
    OwnerRecordView,
    ConsentRecordView,
    RegistrationView,
    PhoneCodeView,
    DuplicateReviewView,
    TicketCategoryView,
    TicketKeywordView,
    SlaPolicyView,
    WorkOrderView,
    WorkOrderEventView,
    CallRecordView,
    ChatSessionView,
    ChatMessageView,
    SurveyView,
    SurveyResponseView,
    EquipmentCategoryView,
    CheckItemView,
    EquipmentView,
    EquipmentReadingView,
    MaintenancePlanView,
    PlanStopView,
    InspectionTaskView,
    InspectionItemView,
    EmployeeView,
    EmployeeSkillView,
    ShiftView,
    RosterView,
    RepairOrderView,
    RepairPartView,
    SparePartView,
    SpareMoveView,
    EquipmentDowntimeView,
    EquipmentAlarmView,
    ReliabilityStatView,
    MaintenanceAdviceView,
    ServiceStatView,
]
