"""The one door: accounts, roles, the web pages and the public API."""
