"""What is measured of pipelines; each gives a function to time. The order of the nodes is part of the work."""

from kedro.pipeline import Pipeline, node


def identity(*values):
    return values


def nodes_of(specs):
    return [
        node(identity, spec["inputs"], spec["output"], name=spec["name"], tags=spec["tag"]) for spec in specs
    ]


def ordered(pipeline, least):
    if len(pipeline.nodes) < least:
        raise ValueError(f"{len(pipeline.nodes)} nodes only")


def build(given):
    specs = given["specs"]
    return lambda: ordered(Pipeline(nodes_of(specs)), len(specs))


def from_nodes(given):
    pipeline = Pipeline(nodes_of(given["specs"]))
    names = given["names"]
    return lambda: ordered(pipeline.from_nodes(*names), len(names) + 1)


def union(given):
    nodes = nodes_of(given["specs"])
    one, other = Pipeline(nodes[: given["half"]]), Pipeline(nodes[given["half"] :])
    return lambda: ordered(one + other, len(nodes))


def tags(given):
    pipeline = Pipeline(nodes_of(given["specs"]))
    return lambda: ordered(pipeline.filter(tags=[given["tag"]]), len(pipeline.nodes) // 10)


WORK = {"build": build, "from nodes": from_nodes, "union": union, "tags": tags}
