"""The pages of the desk: each module has a ROUTER, which the server finds by itself."""
