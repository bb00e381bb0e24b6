"""Which column does each row get, once each, so that the costs add up to the least?"""

from collections.abc import Sequence


def cheapest(costs: Sequence[Sequence[int]]) -> list[int]:
    """The column of each row of a square table. The same table always gives the same answer.

    The Hungarian method with shortest augmenting paths: rows join one at a time, and the prices of rows and
    columns keep every reduced cost at zero or above.
    """
    size = len(costs)
    row_price, column_price = [0] * (size + 1), [0] * (size + 1)
    taken_by = [0] * (size + 1)  # row (from 1) of a column (from 1); column 0 holds the row that joins
    for row in range(1, size + 1):
        taken_by[0] = row
        end, came_from = _search(costs, row_price, column_price, taken_by)
        while end:
            taken_by[end] = taken_by[came_from[end]]
            end = came_from[end]
    column_of = {row: column - 1 for column, row in enumerate(taken_by) if column}
    return [column_of[row] for row in range(1, size + 1)]


def _search(
    costs: Sequence[Sequence[int]], row_price: list[int], column_price: list[int], taken_by: list[int]
) -> tuple[int, list[int]]:
    """The free column nearest to the row that joins, and from where each column was reached."""
    size = len(costs)
    reach: list[int | None] = [None] * (size + 1)
    came_from, done, here = [0] * (size + 1), [False] * (size + 1), 0
    while taken_by[here]:
        done[here] = True
        row = taken_by[here]
        open_columns = [column for column in range(1, size + 1) if not done[column]]
        for column in open_columns:
            far = costs[row - 1][column - 1] - row_price[row] - column_price[column]
            known = reach[column]
            if known is None or far < known:
                reach[column], came_from[column] = far, here
        nearest, step = min(((column, reach[column] or 0) for column in open_columns), key=lambda one: one[1])
        for column in range(size + 1):
            if done[column]:
                row_price[taken_by[column]] += step
                column_price[column] -= step
            else:
                reach[column] = (reach[column] or 0) - step
        here = nearest
    return here, came_from
