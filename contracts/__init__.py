"""What do services know of each other? Only what stands in this package."""
