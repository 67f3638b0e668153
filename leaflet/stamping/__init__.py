"""A clinic's brand and covers put into compiled pages: no layout, no YAML, no ReportLab."""
