"""xmtz (项目台账): a command-line ledger for government major projects, kept as YAML files in git."""

__version__ = "0.1.0"
