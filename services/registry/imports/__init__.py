"""How does a sheet of many associations come in? In chunks, checked whole, then written in batches."""
