"""Forms of records, shared by the back office, the portal and the studio; and what the pages that show them share."""

from app.forms.fields import *  # noqa: F403 - generated views import the field classes from here
from app.forms.form import ConfirmForm as ConfirmForm
from app.forms.form import RecordForm as RecordForm
from app.forms.form import TransitionForm as TransitionForm
