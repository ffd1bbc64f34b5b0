"""The same project as bench/run/project."""
