"""What a call is written to, a target a file. Nothing here reads a page; a call is read and never changed."""
