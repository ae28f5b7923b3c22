"""Small tools that know nothing of us: keys, encrypted fields, transactions, clock, ids, codes, refusals."""
