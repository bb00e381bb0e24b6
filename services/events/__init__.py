"""Events: what brings people together."""
