"""The example's key figures and health survey, every one marked as made up."""


def fill_figures() -> None:
    """Placeholder until the indicator catalogue stands."""
