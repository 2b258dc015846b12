"""The result workbook, one module per sheet; the public entry is :mod:`models.io.excel_export`."""
