"""What is known of the other cases, which a stage may draw on?"""

from collections.abc import Callable, Iterable
from typing import Any

from services.events.domain.sports.cases.reading import Case, invalid

Outcome = dict[str, Any]


class Known:
    """Works each case out at most once, when it is asked for."""

    def __init__(self, cases: Iterable[Case], work_out: Callable[[Case, "Known"], Outcome]) -> None:
        self.cases = {str(case.get("id")): case for case in cases}
        self._work_out = work_out
        self._done: dict[str, Outcome] = {}
        self._running: list[str] = []

    def case(self, case_id: str) -> Case:
        if case_id not in self.cases:
            raise invalid("from_cases", "unknown_case", case=case_id)
        return self.cases[case_id]

    def outcome(self, case_id: str) -> Outcome:
        if case_id in self._running:
            raise invalid("from_cases", "in_a_circle", case=case_id)
        if case_id not in self._done:
            self._running.append(case_id)
            try:
                self._done[case_id] = self._work_out(self.case(case_id), self)
            finally:
                self._running.remove(case_id)
        return self._done[case_id]

    def with_more(self, cases: Iterable[Case]) -> "Known":
        """The stages of a pipeline see each other and everything else."""
        return Known([*self.cases.values(), *cases], self._work_out)

    def of_competition(self, case: Case, kind: str) -> list[str]:
        """The cases of one kind of the same competition."""
        wanted = case.get("competition")
        return [
            case_id
            for case_id, other in self.cases.items()
            if wanted is not None and other.get("competition") == wanted and other.get("kind") == kind
        ]
