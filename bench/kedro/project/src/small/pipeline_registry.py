from kedro.pipeline import Pipeline, node


def make_one():
    return 1


def make_two():
    return 2


def register_pipelines():
    nodes = [node(make_one, None, "one", name="make_one"), node(make_two, None, "two", name="make_two")]
    return {"__default__": Pipeline(nodes)}
