"""Tournaments: competitions, their fixtures, and what follows from the results."""
