"""How does nameko answer RPC here? As it always does, but nothing that the broker does ends the process.

Plain nameko 2.14 kills the container when a reply cannot be published, and waits up to 30 s between
attempts to reconnect.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nameko.messaging import QueueConsumer
from nameko.rpc import Rpc, RpcConsumer

from chassis.logs import log

RECONNECT_S = 2


class PatientQueueConsumer(QueueConsumer):
    """Tries again every RECONNECT_S seconds, for as long as it takes."""

    @contextmanager
    def establish_connection(self) -> Iterator[Any]:
        with self.create_connection() as connection:
            connection.ensure_connection(
                self.on_connection_error,
                interval_start=RECONNECT_S,
                interval_step=0,
                interval_max=RECONNECT_S,
            )
            yield connection

    def on_connection_error(self, exc: Exception, interval: float) -> None:
        log.warning("broker_away", reason=str(exc)[:200])


class ShieldedRpcConsumer(RpcConsumer):
    queue_consumer = PatientQueueConsumer()

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """A reply that cannot be published is lost: its caller has timed out and will ask again."""
        try:
            answered: tuple[Any, Any] = super().handle_result(message, result, exc_info)
        except Exception as error:
            log.warning("reply_lost", reason=str(error)[:200])
            return result, exc_info
        return answered


class ShieldedRpc(Rpc):
    rpc_consumer = ShieldedRpcConsumer()


rpc = ShieldedRpc.decorator
