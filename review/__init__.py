"""The review desk: pages made on the server, quick with htmx, whole without it. Imports register and schemas only."""
