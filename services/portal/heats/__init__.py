"""Pages of one heat: its start list, its result from the track, its sheet on paper."""
