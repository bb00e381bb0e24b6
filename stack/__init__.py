"""What runs beside the services, and how is the whole of it started, watched and stopped?"""
