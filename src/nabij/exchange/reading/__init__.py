"""Reading tables that strangers made: CSV, XLSX, XLS and ODS, in a child process with limits.

`tables.read_table` is the door. The child (`child`) imports neither Django nor anything secret; a
workbook that makes the reader crash, or eats memory or time, ends the child and nothing else.
"""
