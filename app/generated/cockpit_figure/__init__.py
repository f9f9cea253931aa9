"""经营指标 Management figure."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 c1867f66d525aec4844e81e48c5eb311e7c283dd4b7431ce51700318f2de6da2

from .model import CockpitFigure, cockpit_figure_hooks
from .policy import cockpit_figure_policy

__all__ = ["CockpitFigure", "cockpit_figure_hooks", "cockpit_figure_policy"]
