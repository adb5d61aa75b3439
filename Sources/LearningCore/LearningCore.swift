// Filled by the protocol and the data sets.
