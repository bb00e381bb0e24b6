"""What does every service stand on? Messaging, storage, configuration, logs, health: no domain word."""
