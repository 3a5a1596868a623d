"""Taking in a table of projects: sheet (bytes to rows), layout (which rows are data), mapping
(what a column means), row (a row to a project), matching (is it there already), run."""
