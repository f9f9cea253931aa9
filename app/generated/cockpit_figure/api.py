"""经营指标 Management figure: the REST resource."""
# Generated from schema.yaml by "dougong generate". Do not edit: change the schema, or write a hook in app/custom.
# body sha256 dda63d57ed5f00a8c26925519711def6e7179ee0db3d495ad502f3d04963be91

from app.rest.resource import Resource

from .model import CockpitFigure

cockpit_figure_api = Resource(CockpitFigure, methods=["list", "get"])
