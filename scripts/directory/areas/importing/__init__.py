"""Turn the published geography products into the files of ``data/areas/``."""
