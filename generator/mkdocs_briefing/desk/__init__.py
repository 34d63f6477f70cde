"""The editor's desk: what the commands for the person who keeps the folder find out and write."""
