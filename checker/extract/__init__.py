"""Text in, findings out: pure, the same for every country; the words come from config/."""
