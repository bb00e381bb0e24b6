"""Institutions on the pages: what their types are called, and what their form offers."""
