"""In which order do parts start and stop? Each after those it needs, together where they may."""

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from stack.parts import Part

Tell = Callable[[str, str], None]  # name of the part, what happened to it


def start_all(parts: Sequence[Part], tell: Tell) -> None:
    """Raises NotReady of the first part that did not come up; the others are then ended, too."""
    waiting, up = list(parts), {part.name for part in parts if part.is_running()}
    running: dict[Future[None], Part] = {}
    with ThreadPoolExecutor(max_workers=max(1, len(parts))) as pool:
        try:
            while waiting or running:
                for part in [one for one in waiting if _may_start(one, up)]:
                    waiting.remove(part)
                    running[pool.submit(part.start)] = part
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    part = running.pop(future)
                    future.result()
                    up.add(part.name)
                    tell(part.name, "ready")
        except BaseException:
            for part in running.values():  # whoever waits for them gives up once the process is gone
                part.kill()
            raise


def _may_start(part: Part, up: set[str]) -> bool:
    return set(part.needs if part.starts_after is None else part.starts_after) <= up


def stop_all(parts: Sequence[Part], tell: Tell) -> None:
    """Those that nobody needs any more go first, together; the broker and the store last."""
    left = list(parts)
    while left:
        needed = {name for part in left for name in part.needs}
        going = [part for part in left if part.name not in needed] or left
        with ThreadPoolExecutor(max_workers=len(going)) as pool:
            list(pool.map(Part.stop, going))
        for part in going:
            tell(part.name, "stopped")
        left = [part for part in left if part not in going]
