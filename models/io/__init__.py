"""Files in and out: the project file and Excel workbooks."""
