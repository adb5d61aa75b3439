// Distances between vectors of single precision.
#ifndef CHNSW_DISTANCE_H
#define CHNSW_DISTANCE_H

#include <stddef.h>

namespace chnsw {

/// The sum of the squared differences; the dimension is a size_t.
float squared_euclidean(const void *left, const void *right, const void *dimension);

/// One minus the inner product.
float inner_product(const void *left, const void *right, const void *dimension);

}  // namespace chnsw

#endif
