"""What is printed of one piece of work: "ms", and whatever else is to be known of it."""


class Report(dict):
    """Given by work that times itself."""
