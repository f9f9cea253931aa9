"""The screen of one entity: list, record, forms, transitions, history. Generated classes say only what differs.

Everything that a request asks (filters, sort, page, tab) stays in the request: the view object is shared by all threads.
"""

from app.web.screen.bulk_view import BulkView
from app.web.screen.field_view import FieldView
from app.web.screen.form_view import FormView
from app.web.screen.listing_view import ListingView
from app.web.screen.reading_view import ReadingView
from app.web.screen.step_view import StepView
from app.web.screen.talk_view import TalkView
from app.web.views.routes import ViewsView


class RecordView(
    ReadingView, ListingView, BulkView, FormView, StepView, TalkView, FieldView, ViewsView
):
    """A Flask-AppBuilder ModelView whose reads go through query and whose writes go through records."""
