"""How much does the product cost over a bare client? Ratios, measured in the same run on the same machine."""
