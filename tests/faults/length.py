"""How long may the fault tests take? FADAA_LONG=1 asks for many seeds and long faults (`make faults`)."""

import os

LONG = os.environ.get("FADAA_LONG") == "1"


def scaled(short: int, long: int) -> int:
    return long if LONG else short
