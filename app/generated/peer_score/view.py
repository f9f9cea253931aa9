"""互评 Colleague's score: forms and screens."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 8b6302d2d98927c6392ad6d8aedc74760de339f17c3afe36becc1ae69b68649a

from app.forms import DecimalField, RecordForm, RefField, TextField
from app.runtime.field import Section, label
from app.web.view import RecordView

from .model import PeerScore


class PeerScoreForm(RecordForm):
    entity = PeerScore
    review = RefField()
    peer = RefField()
    score = DecimalField()
    comment = TextField()


class PeerScoreView(RecordView):
    entity = PeerScore
    form = PeerScoreForm
    columns = ["subject", "peer", "score"]
    filters = ["peer", "review"]
    sort = ["-id"]
    sections = [
        Section(label(zh="互评", en="Score"), ["review", "subject", "peer", "score", "comment"]),
    ]
    menu = False
