"""How are the sheets that people send read?"""
