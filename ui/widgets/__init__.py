"""Small widgets the panes and dialogs share; none of them knows a record."""
