"""Documents (PDF): the report, and the briefing on one council."""

from bestbywm.render.document.briefing import pdf_briefing
from bestbywm.render.document.report import pdf_report

__all__ = ["pdf_briefing", "pdf_report"]
