#include "Distance.h"

#include <cstring>

// Contraction to fused operations would round differently on machines that have them.
#pragma STDC FP_CONTRACT OFF

// Wider registers are used where the processor has them, which is asked once when the program is loaded. The sums are
// the same: sixteen partial sums, whatever the width.
#if defined(__x86_64__) && defined(__linux__) && defined(__has_attribute)
#if __has_attribute(target_clones)
#define CHNSW_FOR_EACH_WIDTH __attribute__((target_clones("avx2", "default")))
#endif
#endif
#ifndef CHNSW_FOR_EACH_WIDTH
#define CHNSW_FOR_EACH_WIDTH
#endif

namespace chnsw {
namespace {

/// Eight numbers; two registers where they are narrow.
typedef float lanes __attribute__((vector_size(32)));

struct squared_difference {
    static inline __attribute__((always_inline)) void add(lanes &sum, const lanes &left, const lanes &right) {
        const lanes difference = left - right;
        sum += difference * difference;
    }
    static inline __attribute__((always_inline)) float of(float left, float right) {
        return (left - right) * (left - right);
    }
};

struct product {
    static inline __attribute__((always_inline)) void add(lanes &sum, const lanes &left, const lanes &right) {
        sum += left * right;
    }
    static inline __attribute__((always_inline)) float of(float left, float right) { return left * right; }
};

template <typename Term>
inline __attribute__((always_inline)) float sum(const float *left, const float *right, size_t dimension) {
    lanes even = {}, odd = {};
    size_t position = 0;
    for (; position + 16 <= dimension; position += 16) {
        lanes first, second;
        std::memcpy(&first, left + position, sizeof first);
        std::memcpy(&second, right + position, sizeof second);
        Term::add(even, first, second);
        std::memcpy(&first, left + position + 8, sizeof first);
        std::memcpy(&second, right + position + 8, sizeof second);
        Term::add(odd, first, second);
    }
    if (position + 8 <= dimension) {
        lanes first, second;
        std::memcpy(&first, left + position, sizeof first);
        std::memcpy(&second, right + position, sizeof second);
        Term::add(even, first, second);
        position += 8;
    }
    const lanes both = even + odd;
    float rest = 0;
    for (; position < dimension; position++) rest += Term::of(left[position], right[position]);
    return (((both[0] + both[4]) + (both[2] + both[6])) + ((both[1] + both[5]) + (both[3] + both[7]))) + rest;
}

}  // namespace

CHNSW_FOR_EACH_WIDTH
float squared_euclidean(const void *left, const void *right, const void *dimension) {
    return sum<squared_difference>(
        static_cast<const float *>(left), static_cast<const float *>(right),
        *static_cast<const size_t *>(dimension));
}

CHNSW_FOR_EACH_WIDTH
float inner_product(const void *left, const void *right, const void *dimension) {
    return 1 - sum<product>(
        static_cast<const float *>(left), static_cast<const float *>(right),
        *static_cast<const size_t *>(dimension));
}

}  // namespace chnsw
