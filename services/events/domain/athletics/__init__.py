"""Pure rules of athletics contests: entered, drawn into heats, measured, and what follows."""
