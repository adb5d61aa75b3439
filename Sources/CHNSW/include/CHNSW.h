// Approximate nearest neighbours by hnswlib, behind a C interface.
#ifndef CHNSW_H
#define CHNSW_H
#endif
