"""How does the organiser run a tournament, and how does a referee enter a result?"""
