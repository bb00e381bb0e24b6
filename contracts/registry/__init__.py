"""The registry speaks of people and organisations."""
