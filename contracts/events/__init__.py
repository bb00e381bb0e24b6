"""`events` speaks of what brings people together: meetings first."""
