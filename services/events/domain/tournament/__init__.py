"""Pure rules of tournaments: set up, played, and what follows."""
