"""Competitions written as plain JSON, and their outcome as plain JSON."""
