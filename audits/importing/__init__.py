"""Letters coming in: a CSV file or an Excel workbook, row by row into the database.

A file goes through these modules, in this order, and is never in memory as a whole:

    files      what kind of file this is, and its rows with a header
    text       encoding, separator and records of a CSV file
    workbook   a child process that turns a workbook into CSV, within limits
    layout     which column is which
    readers    child processes in which the identifier guard reads texts
    rows       one row into values to store, or what is wrong with it
    problems   what was wrong, kept on disk until it is shown
    storing    from values to letters and reviews, set by set
    report     what came of it
"""
