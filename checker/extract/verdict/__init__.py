"""What a page says about an element, and what a whole visit comes to."""
