"""Dossiers, on the screen and as folders."""
