"""Programmer mistakes and unusable plans; user data gives findings, not exceptions."""

from __future__ import annotations


class PlanningError(Exception):
    """Base of the core's exceptions."""


class InvalidPlan(PlanningError):
    """The plan was projected although :func:`planning_core.validate.validate` finds errors in it."""
