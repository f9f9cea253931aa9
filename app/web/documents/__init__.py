"""What a screen gives on paper and along the way: records as PDF, QR labels, the trail of a record, the manual."""

from .codes import CodeView
from .labels import LabelView
from .manual import ManualView
from .paper import PaperView
from .trace import TraceView

VIEWS = (PaperView, CodeView, LabelView, TraceView, ManualView)

__all__ = ["VIEWS"]
