"""From the export file of somebody's own survey to answers, every row and cell accounted for."""
