"""What is measured of runs; each gives a function to time.

Functions of nodes are at the top level, because Kedro's parallel runner pickles them.
"""

import time
from functools import partial

import kedro.runner
from kedro.io import DataCatalog, SharedMemoryDataCatalog
from kedro.pipeline import Pipeline, node

from report import Report

MEGABYTE = 1_000_000


def begin(value):
    return value


def add(amount, value):
    return value + amount


def run(given):
    """A chain, or independent nodes, that do next to nothing."""
    n = given["n"]
    if given["shape"] == "chain":
        nodes = [node(partial(begin, 0), None, "d0", name="n0")]
        nodes += [node(partial(add, i), f"d{i - 1}", f"d{i}", name=f"n{i}") for i in range(1, n)]
        expected = {f"d{n - 1}": n * (n - 1) // 2}
    else:
        nodes = [node(partial(begin, i), None, f"d{i}", name=f"n{i}") for i in range(n)]
        expected = {f"d{i}": i for i in range(n)}
    pipeline = Pipeline(nodes)

    def run_once():
        start = time.perf_counter()
        runner, outputs = run_with(given, pipeline)
        ms = (time.perf_counter() - start) * 1000
        if {name: dataset.load() for name, dataset in outputs.items()} != expected:
            raise ValueError("Kedro gave something else")
        del runner
        return Report(ms=ms)

    return run_once


def make(size):
    # Filled, so that its memory is really there.
    return bytes([1]) * size, time.monotonic()


def use(data):
    return time.monotonic(), data[0] + data[-1] + len(data)


def hand_over(given):
    """From the return of a node that makes so many bytes to the start of the last one that gets them."""
    size = int(given["mb"] * MEGABYTE) or 1
    names = [f"used{i}" for i in range(given["consumers"])]
    pipeline = Pipeline(
        [
            node(partial(make, size), None, ["data", "made"], name="make"),
            *(node(use, "data", name, name=f"use_{name}") for name in names),
        ]
    )

    def run_once():
        runner, outputs = run_with({"runner": "ParallelRunner", "workers": 2}, pipeline)
        loaded = {name: dataset.load() for name, dataset in outputs.items()}
        del runner
        used = [loaded[name] for name in names]
        if any(checked != size + 2 for _, checked in used):
            raise ValueError("Kedro gave something else")
        return Report(ms=(max(at for at, _ in used) - loaded["made"]) * 1000)

    return run_once


def first_array(size):
    return bytearray(size)


def next_array(data):
    fresh = bytearray(data)
    fresh[0] += 1
    return fresh


def last_array(data):
    return data[0]


def chain_of_arrays(given):
    """Each node makes a fresh array from the one before it."""
    size = int(given["mb"] * MEGABYTE) or 1
    count = given["count"]
    pipeline = Pipeline(
        [
            node(partial(first_array, size), None, "d0", name="first"),
            *(node(next_array, f"d{i - 1}", f"d{i}", name=f"next{i}") for i in range(1, count)),
            node(last_array, f"d{count - 1}", "last", name="last"),
        ]
    )

    def run_once():
        start = time.perf_counter()
        runner, outputs = run_with(given, pipeline)
        ms = (time.perf_counter() - start) * 1000
        if outputs["last"].load() != count - 1:
            raise ValueError("Kedro gave something else")
        del runner
        return Report(ms=ms)

    return run_once


def compute(rounds):
    value = 1
    for _ in range(rounds):
        value = (value * 48271) % 2147483647
    return value


def speed_up(given):
    """How many times as fast nodes that compute are on workers as one after another."""
    rounds = given["rounds"]
    names = [f"d{i}" for i in range(given["count"])]
    pipeline = Pipeline([node(partial(compute, rounds), None, name, name=f"n_{name}") for name in names])

    def time_run(options):
        start = time.perf_counter()
        runner, outputs = run_with(options, pipeline)
        ms = (time.perf_counter() - start) * 1000
        if {dataset.load() for dataset in outputs.values()} != {compute(rounds)}:
            raise ValueError("Kedro gave something else")
        del runner
        return ms

    def run_once():
        sequential = time_run({"runner": "SequentialRunner"})
        parallel = time_run({"runner": "ParallelRunner", "workers": given["workers"]})
        return Report(ms=parallel, speed_up=sequential / parallel)

    return run_once


def run_with(options, pipeline):
    """Gives the runner too: outputs of the parallel runner cannot be loaded when it is gone."""
    workers = options.get("workers")
    runner = getattr(kedro.runner, options["runner"])(**({"max_workers": workers} if workers else {}))
    is_parallel = options["runner"] == "ParallelRunner"
    catalog = SharedMemoryDataCatalog() if is_parallel else DataCatalog()
    return runner, runner.run(pipeline, catalog)


WORK = {
    "run": run,
    "hand over": hand_over,
    "chain of arrays": chain_of_arrays,
    "speed-up": speed_up,
}
