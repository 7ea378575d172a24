"""What residents ask of us: call me, come along, I have an idea. Short pages without account or cookie."""
