"""How does a service run? `python -m chassis services.registry.service:Registry`, until SIGTERM.

nameko's own command line ignores SIGTERM while the broker is down; this one ends within 30 s always.
"""

import eventlet

eventlet.monkey_patch()

import importlib  # noqa: E402  (everything below must see patched sockets)
import sys  # noqa: E402

from chassis.process import run  # noqa: E402

if __name__ == "__main__":
    module, _, name = sys.argv[1].partition(":")
    run(getattr(importlib.import_module(module), name))
