# Writes the 72 cells of the data set `housing` of the R package MASS, for the
# comparison in copenhagen_housing.py:
#   Rscript tests/reference/data/copenhagen_housing_check.R cells.csv
target <- commandArgs(trailingOnly = TRUE)[1]
write.csv(MASS::housing, target, row.names = FALSE, quote = FALSE)
cat("MASS", as.character(packageVersion("MASS")), "cells", nrow(MASS::housing),
    "residents", sum(MASS::housing$Freq), "\n")
