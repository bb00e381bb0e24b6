"""What have we promised? The released shape of each fact, and what may change without a new version.

`python -m contracts.release` writes today's shapes to released.json, and refuses when one breaks its promise.
"""

import json
import sys
from pathlib import Path
from typing import Any

from contracts.fact import FactContract
from contracts.shapes import Shape, facts, shape_of

PATH = Path(__file__).with_name("released.json")

Release = dict[str, Any]


def current() -> Release:
    """`{type: {"source", "exchange", "data": JSON Schema}}` of every fact."""
    return {contract.type(): _promise(contract) for contract in facts()}


def released() -> Release:
    kept: Release = json.loads(PATH.read_text())
    return kept


def breaks(before: Release, after: Release) -> list[str]:
    """Every way in which `after` breaks a promise of `before`; an added optional field breaks none."""
    found = []
    for name, old in before.items():
        new = after.get(name)
        if new is None:
            found.append(f"{name}: gone")
            continue
        found += [f"{name}: {part} changed" for part in ("source", "exchange") if old[part] != new[part]]
        found += _shape_breaks(f"{name}.data", old["data"], new["data"])
    return found


def _promise(contract: type[FactContract]) -> Release:
    return {"source": contract.source, "exchange": contract.exchange(), "data": shape_of(contract)}


def _shape_breaks(at: str, old: Shape, new: Shape) -> list[str]:
    plain = sorted({*old, *new} - {"properties", "required", "items", "description"})
    changed = [key for key in plain if old.get(key) != new.get(key)]
    found = [f"{at}: {key} was {old.get(key)!r}, is {new.get(key)!r}" for key in changed]
    found += _required_breaks(at, old, new)
    for name, shape in old.get("properties", {}).items():
        if name in new.get("properties", {}):
            found += _shape_breaks(f"{at}.{name}", shape, new["properties"][name])
        else:
            found.append(f"{at}.{name}: gone")
    if "items" in old:
        found += _shape_breaks(f"{at}[]", old["items"], new.get("items", {}))
    return found


def _required_breaks(at: str, old: Shape, new: Shape) -> list[str]:
    """Neither more (old producers lack it) nor fewer (consumers count on it)."""
    was, now = set(old.get("required", ())), set(new.get("required", ()))
    more = [f"{at}.{name}: required now" for name in sorted(now - was)]
    return more + [f"{at}.{name}: no longer required" for name in sorted(was - now)]


def main() -> int:
    if PATH.exists() and (problems := breaks(released(), current())):
        print("\n".join([*problems, "Give the fact a new version instead."]), file=sys.stderr)
        return 1
    PATH.write_text(json.dumps(current(), indent=1, sort_keys=True) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
