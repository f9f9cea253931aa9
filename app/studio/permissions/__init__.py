"""The permission workbench: the rights in use as a matrix, why somebody may, their tests, and the look through his eyes."""

from app.studio.permissions.matrix import MatrixView
from app.studio.permissions.tests import TestsView
from app.studio.permissions.viewing import ViewAsView
from app.studio.permissions.why import WhyView

VIEWS = (MatrixView, WhyView, TestsView, ViewAsView)

__all__ = ["VIEWS"]
