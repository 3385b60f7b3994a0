"""The panes beside the text; each a view of the story in focus, none knows another."""
