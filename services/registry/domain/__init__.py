"""The registry's rules: pure functions, no clock, no I/O."""
