"""Every screen."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 d05df5b49ae93a78cefe13eaa00c54d8be1650320a4579e60a9e05d4b3f30a89

from app.web.view import RecordView

from .building.view import BuildingView
from .calendar_day.view import CalendarDayView
from .call_record.view import CallRecordView
from .chat_message.view import ChatMessageView
from .chat_session.view import ChatSessionView
from .company.view import CompanyView
from .consent_record.view import ConsentRecordView
from .customer.view import CustomerView
from .department.view import DepartmentView
from .duplicate_review.view import DuplicateReviewView
from .employee.view import EmployeeView
from .employee_skill.view import EmployeeSkillView
from .occupancy.view import OccupancyView
from .owner_record.view import OwnerRecordView
from .parking_space.view import ParkingSpaceView
from .phone_code.view import PhoneCodeView
from .position.view import PositionView
from .position_skill.view import PositionSkillView
from .project.view import ProjectView
from .registration.view import RegistrationView
from .role_project.view import RoleProjectView
from .roster.view import RosterView
from .service_stat.view import ServiceStatView
from .shift.view import ShiftView
from .skill.view import SkillView
from .sla_policy.view import SlaPolicyView
from .survey.view import SurveyView
from .survey_response.view import SurveyResponseView
from .ticket_category.view import TicketCategoryView
from .ticket_keyword.view import TicketKeywordView
from .unit.view import UnitView
from .work_order.view import WorkOrderView
from .work_order_event.view import WorkOrderEventView
from .working_hours.view import WorkingHoursView

VIEWS: list[type[RecordView]] = [
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
    EmployeeView,
    EmployeeSkillView,
    ShiftView,
    RosterView,
    ServiceStatView,
]
