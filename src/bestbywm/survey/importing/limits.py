"""How large a file may be: bounds on time and memory, since anybody may upload anything."""

MAX_BYTES = 200_000_000
"""Size of the file. As much as the server takes for an upload unless it is told otherwise."""

MAX_UNPACKED = 800_000_000
"""Size of a workbook's parts once unpacked, in bytes. 100,000 people with 40 answers each make
270 MB as XLSX; a zip bomb makes thousands."""

MAX_PARTS = 5_000
"""Files inside a workbook. A real one has a few dozen."""

MAX_CELLS = 8_000_000
"""Rows times columns. 100,000 people with 40 answers each are 4,000,000; twice that still fits
into memory beside the dashboard."""

MAX_COLUMNS = 2_000
"""Columns of a sheet. A form with 200 questions, each with a column for every of ten options."""

MAX_CELL_LENGTH = 100_000
"""Characters in a cell. Excel holds 32,767; a longer text is a quotation mark left open."""

MAX_MEMORY = 1_300_000_000
"""Address space of the process that reads a workbook, in bytes, where the system can bound it.
Workbooks with 7,900,000 answers, and with 4,000,000 that were all different, got by with it."""

MAX_SECONDS = 300
"""Time for a workbook to be read. The largest that these limits let through takes 30 seconds of a
processor, which on a busy machine are minutes."""
