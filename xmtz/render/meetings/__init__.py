"""Meetings: agendas, decisions, what is kept regularly, in print."""
