"""The same work on Kedro: reads {"work", "input", "rounds"} as JSON, and prints {"ms": median of milliseconds} as its last line.

With rounds = 0 the first call is what counts, else it is not counted. Work that times itself gives a Report.
"""

import json
import logging
import statistics
import sys
import time
import warnings

import work_on_catalog
import work_on_pipelines
import work_on_runs
from report import Report

WORK = {**work_on_catalog.WORK, **work_on_pipelines.WORK, **work_on_runs.WORK}


def time_once(run):
    start = time.perf_counter()
    given = run()
    ms = (time.perf_counter() - start) * 1000
    return given if isinstance(given, Report) else Report(ms=ms)


def main():
    warnings.simplefilter("ignore")
    logging.disable()
    request = json.load(sys.stdin)
    run = WORK[request["work"]](request["input"])
    report = time_once(run)
    times = [time_once(run)["ms"] for _ in range(request["rounds"])]
    if times:
        report["ms"] = statistics.median(times)
    print(json.dumps(report))


if __name__ == "__main__":
    main()
