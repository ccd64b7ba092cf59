"""A line between a terminal and the desk that is slow, swallows everything, or is cut."""

import asyncio
import threading

from running_desk import free_port


class SlowLine:
    """A TCP proxy on a port of its own. `delay`: seconds for each way.

    While it `swallows`, nothing arrives at either end and nobody is told: as when a network is gone.
    """

    def __init__(self, desk_port, delay=0.15):
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.delay = delay
        self.swallows = False
        self._desk_port = desk_port
        self._loop = asyncio.new_event_loop()
        self._pairs = set()
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        assert started.wait(10), "the slow line did not start"

    def _run(self, started):
        asyncio.set_event_loop(self._loop)
        listener = self._loop.run_until_complete(
            asyncio.start_server(self._serve, "127.0.0.1", self.port))
        started.set()
        self._loop.run_forever()
        listener.close()

    async def _serve(self, reader, writer):
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._desk_port)
        except OSError:
            return writer.close()
        pair = (writer, far_writer)
        self._pairs.add(pair)
        await asyncio.gather(
            self._carry(reader, far_writer), self._carry(far_reader, writer),
            return_exceptions=True)
        self._pairs.discard(pair)

    async def _carry(self, reader, writer):
        """Everything in its order, each piece so much later."""
        pieces = asyncio.Queue(1000)

        async def deliver():
            while (piece := await pieces.get()) is not None:
                due, data = piece
                await asyncio.sleep(max(0, due - self._loop.time()))
                if self.swallows:
                    continue
                writer.write(data)
                await writer.drain()
            if not self.swallows:
                writer.close()

        delivery = asyncio.create_task(deliver())
        while data := await reader.read(65536):
            await pieces.put((self._loop.time() + self.delay, data))
        await pieces.put(None)
        await delivery

    def cut(self):
        """Ends all connections at once."""
        def close():
            for pair in list(self._pairs):
                for writer in pair:
                    writer.close()

        self._loop.call_soon_threadsafe(close)

    def stop(self):
        self.cut()

        def end():
            for task in asyncio.all_tasks(self._loop):
                task.cancel()
            self._loop.call_later(0.1, self._loop.stop)

        self._loop.call_soon_threadsafe(end)
        self._thread.join(10)
        self._thread.join(10)
