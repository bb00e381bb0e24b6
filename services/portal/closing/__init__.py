"""What comes after the results: prizes, the next stage, pledges, and teams that come from elsewhere."""
