"""The ways out of the machine."""
