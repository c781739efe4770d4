"""What municipalities tell their inhabitants, measured, with proof for every number."""
