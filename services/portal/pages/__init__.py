"""Which pages are there? One module each, with a blueprint called `bp`."""
