"""The registry: who exists. See README.md."""
