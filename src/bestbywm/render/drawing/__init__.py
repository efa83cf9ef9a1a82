"""Pictures of exhibits as SVG and PNG, drawn here: they need neither a browser nor a server."""
