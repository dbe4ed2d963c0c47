"""Documents as blocks and cells that know their place; one module a container, in and out."""
