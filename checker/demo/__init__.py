"""An embedded country on loopback: small town websites that ship with the program."""
