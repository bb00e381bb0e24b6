"""How are people called together, and how does the telling go?"""
