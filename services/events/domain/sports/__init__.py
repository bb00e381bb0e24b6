"""Who is where, and why? Pure rankings of football and athletics."""
