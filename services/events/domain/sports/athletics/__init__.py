"""Athletics: rounds, field events, tables of teams."""
