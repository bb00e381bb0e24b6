"""How is an athletics contest set up, and how does it stand?"""
