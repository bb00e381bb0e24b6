"""`notifications` speaks of telling people, once."""
