"""Who goes with whom: pairs of volunteers and residents with the greatest total."""

from nabij.methods.pairing.model import Edge, Pairing, Resident, Volunteer
from nabij.methods.pairing.solving import pair

__all__ = ["Edge", "Pairing", "Resident", "Volunteer", "pair"]
