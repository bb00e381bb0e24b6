"""What would an operator's SMS centre answer? An SMPP 3.4 server on loopback, for tests and trials.

Numbers behave by their last digits (smsc_behaviour.py). Lines on the control port, each answered `ok`:

    inbound +212661234567 3535 إيقاف    a phone writes
    raw +212661234567 3535 8 0627       the same with data coding and bytes in hexadecimal
    hang | resume                       take submits and answer nothing, until resumed
    limit 20                            refuse as throttled above 20 parts a second; 0 is no limit
    delay 0.5                           seconds between a submit and its receipt
"""

import argparse
import asyncio
import collections
import time
from pathlib import Path

import smpp34

from stack.kannel.smsc_behaviour import MESSAGE_STATES, Behaviour, behaviour_of, inbound_parts, receipt_text
from stack.kannel.smsc_ledger import Ledger

# SMPP 3.4: esm_class (5.2.12), command_status (5.1.3), optional parameters (5.3.2)
RECEIPT, WITH_HEADER = 0x04, 0x40
INVALID_DESTINATION, THROTTLED = 0x0B, 0x58
RECEIPTED_MESSAGE_ID, MESSAGE_STATE = 0x001E, 0x0427


class Simulator:
    def __init__(self, ledger: Ledger, delay_s: float, limit: float) -> None:
        self.ledger, self.delay_s, self.limit = ledger, delay_s, limit
        self.answering = asyncio.Event()
        self.answering.set()
        self.sessions: dict[str, smpp34.Esme] = {}
        self.bound = asyncio.Event()
        self.attempts: collections.Counter[str] = collections.Counter()
        self.recent: collections.deque[float] = collections.deque()
        # A restarted simulator must not give an id again: Kannel finds a receipt's SMS by it.
        self.next_id = int(time.time() * 1000)

    async def serve(self, server: smpp34.Server) -> None:
        tasks: set[asyncio.Task[None]] = set()
        while True:
            event = await server.next()
            if isinstance(event, smpp34.Esme):
                self.sessions[event.session_id] = event
                self.bound.set()
            elif isinstance(event, smpp34.Unbound):
                self._forget(event.session_id)
            else:
                task = asyncio.create_task(self.submit(event))
                tasks.add(task)
                task.add_done_callback(tasks.discard)

    async def submit(self, event: smpp34.SubmitSmEvent) -> None:
        number, behaviour = event.destination_addr, behaviour_of(event.destination_addr)
        await self.answering.wait()
        self.attempts[number] += 1
        if behaviour.is_refused:
            self.ledger.write("refused", to=number)
            return event.reject(INVALID_DESTINATION)
        if self._is_too_fast() or self.attempts[number] <= behaviour.throttled:
            self.ledger.write("throttled", to=number)
            return event.reject(THROTTLED)
        return await self._take(event, behaviour)

    async def inbound(self, sender: str, number: str, text: str) -> None:
        coding, parts = inbound_parts(text)
        for part in parts:
            await self.deliver(sender, number, part, coding, WITH_HEADER if len(parts) > 1 else 0)

    async def deliver(self, sender: str, number: str, data: bytes, coding: int = 0, esm: int = 0) -> None:
        """To the newest session; kept until there is one, as an operator does."""
        await self.bound.wait()
        session = list(self.sessions.values())[-1]
        await session.deliver_sm(
            number, data, source_addr=sender, dest_addr_ton=0, source_addr_ton=1, source_addr_npi=1,
            data_coding=coding, esm_class=esm,
        )  # fmt: skip

    async def _take(self, event: smpp34.SubmitSmEvent, behaviour: Behaviour) -> None:
        self.next_id += 1
        message_id = f"{self.next_id:x}"
        self.ledger.write(
            "submit",
            id=message_id,
            sender=event.source_addr,
            to=event.destination_addr,
            coding=event.data_coding,
            esm=event.esm_class,
            hex=event.short_message.hex(),
        )
        if behaviour.is_receipt_first:
            early = asyncio.create_task(self._receipts(event, message_id, behaviour))
            await asyncio.sleep(0.2)
            event.accept(message_id)
            return await early
        event.accept(message_id)
        await asyncio.sleep(self.delay_s)
        return await self._receipts(event, message_id, behaviour)

    async def _receipts(self, event: smpp34.SubmitSmEvent, message_id: str, behaviour: Behaviour) -> None:
        if not event.registered_delivery:
            return
        for after_s, state in behaviour.receipts:
            await asyncio.sleep(after_s)
            await self.bound.wait()
            await list(self.sessions.values())[-1].deliver_sm(
                event.source_addr,
                receipt_text(message_id, state),
                source_addr=event.destination_addr,
                esm_class=RECEIPT,
                tlvs=[
                    smpp34.Tlv(RECEIPTED_MESSAGE_ID, message_id.encode() + b"\0"),
                    smpp34.Tlv(MESSAGE_STATE, bytes([MESSAGE_STATES[state]])),
                ],
            )
            self.ledger.write("receipt", id=message_id, state=state)

    def _is_too_fast(self) -> bool:
        now = time.monotonic()
        while self.recent and self.recent[0] < now - 1:
            self.recent.popleft()
        if self.limit and len(self.recent) >= self.limit:
            return True
        self.recent.append(now)
        return False

    def _forget(self, session_id: str) -> None:
        self.sessions.pop(session_id, None)
        if not self.sessions:
            self.bound.clear()


class Control:
    """The line protocol of the control port."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while line := (await reader.readline()).decode("utf-8", "replace").rstrip("\r\n"):
            try:
                await self.obey(line)
            except (ValueError, RuntimeError) as error:
                writer.write(f"refused: {error}\n".encode())
            else:
                writer.write(b"ok\n")
            await writer.drain()
        writer.close()

    async def obey(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "inbound":
            await self.simulator.inbound(*rest.split(" ", 2))
        elif word == "raw":
            sender, number, coding, data = rest.split(" ")
            await self.simulator.deliver(sender, number, bytes.fromhex(data), int(coding))
        elif word == "hang":
            self.simulator.answering.clear()
        elif word == "resume":
            self.simulator.answering.set()
        elif word in ("limit", "delay"):
            setattr(self.simulator, {"limit": "limit", "delay": "delay_s"}[word], float(rest))
        else:
            raise ValueError(f"unknown word {word}")


async def run(options: argparse.Namespace) -> None:
    simulator = Simulator(Ledger(options.ledger), options.delay, options.limit)
    server = smpp34.Server(host="127.0.0.1", port=options.port, system_id="SMSC")
    await server.start()
    control = await asyncio.start_server(Control(simulator).serve, "127.0.0.1", options.control_port)
    async with control:
        await simulator.serve(server)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--control-port", type=int, required=True)
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--delay", type=float, default=0.05, help="seconds from submit to receipt")
    parser.add_argument("--limit", type=float, default=0, help="parts a second, 0 is no limit")
    asyncio.run(run(parser.parse_args()))


if __name__ == "__main__":
    main()
