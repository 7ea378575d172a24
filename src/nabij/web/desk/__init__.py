"""The desk: what members of a municipality see once they have signed in."""
