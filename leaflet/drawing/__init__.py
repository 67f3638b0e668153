"""Laid-out pages are drawn by ReportLab, with every mark in marked content or an artifact."""
