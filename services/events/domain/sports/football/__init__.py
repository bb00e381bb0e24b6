"""Football: tables, ties, brackets, cards."""
