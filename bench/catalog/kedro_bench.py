"""The same work on Kedro: reads {"work", "input"} as JSON, prints the median of milliseconds, the first call not counted."""

import json
import logging
import statistics
import sys
import time
import warnings

from kedro.config import OmegaConfigLoader
from kedro.io import CatalogConfigResolver, DataCatalog

warnings.simplefilter("ignore")
logging.disable()


def catalog(given):
    return lambda: DataCatalog.from_config(given["entries"], given["credentials"])


def patterns(given):
    resolver = CatalogConfigResolver(given["patterns"])
    return lambda: [resolver.resolve_pattern(name) for name in given["names"]]


def parameters(given):
    return lambda: OmegaConfigLoader(
        given["confSource"], base_env="base", default_run_env="local"
    )["parameters"]


def looked_up(given):
    def run():
        datasets = DataCatalog()
        for path, value in given["values"]:
            datasets[f"params:{path}"] = value
        return [datasets.load(f"params:{path}") for path, _ in given["values"]]

    return run


def time_once(run):
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


request = json.load(sys.stdin)
action = {"catalog": catalog, "patterns": patterns, "parameters": parameters, "looked up": looked_up}
run = action[request["work"]](request["input"])
run()
print(statistics.median(time_once(run) for _ in range(3)))
