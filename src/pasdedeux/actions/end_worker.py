"""End a worker in the middle of what it does: it holds nothing that is not kept elsewhere."""

from concurrent.futures import Executor


def end_worker(executor: Executor) -> None:
    """End an executor's processes at once, and what waits for them."""
    running = tuple((getattr(executor, "_processes", None) or {}).values())
    executor.shutdown(wait=False, cancel_futures=True)
    for process in running:
        process.terminate()
