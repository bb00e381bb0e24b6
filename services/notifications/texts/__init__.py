"""What a handset shows, in Arabic and French."""
