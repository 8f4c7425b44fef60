"""The files of a release beside the workbook: SPSS, Stata, Parquet, CSV with syntax, archives.

Each writer reads frozen sheets and writes whole files into a folder that the caller publishes or
throws away as one. The same sheets give the same bytes on the same versions of the libraries.
"""
