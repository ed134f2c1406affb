"""The pages that compare documents: one module per page of `reports/`."""
