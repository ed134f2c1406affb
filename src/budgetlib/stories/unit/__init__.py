"""The page of one document: one module per section of `notebooks/unit_year.ipynb`, in its order."""
