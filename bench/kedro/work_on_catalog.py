"""What is measured of catalog and configuration; each gives a function to time."""

from kedro.config import OmegaConfigLoader
from kedro.io import CatalogConfigResolver, DataCatalog


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


WORK = {"catalog": catalog, "patterns": patterns, "parameters": parameters, "looked up": looked_up}
