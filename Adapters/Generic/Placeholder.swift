// Placeholder: replaced by the adapter's first file.
