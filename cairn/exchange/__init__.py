"""Copies that leave the house: PDF, tables, calendars, FHIR. Takes plain values from doors; knows no model.

``pdf.typeset`` sets a template of ``typst/``; ``tables.csv`` and ``tables.xlsx`` write lists; ``calendar.feed`` says
when, and nothing else.
"""
