"""The rules of telling people, pure: no clock, no store, no gateway."""
