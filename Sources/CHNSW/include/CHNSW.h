// Approximate nearest neighbours by hnswlib, behind a C interface.
//
// An index holds vectors in slots, numbered from 0 in the order of their addition. No function throws or prints. Changes
// must not run beside anything else on the same index; searches may run beside each other.
#ifndef CHNSW_H
#define CHNSW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The distance between two vectors; the smaller, the nearer.
typedef enum {
    /// The sum of the squared differences.
    CHNSW_SQUARED_EUCLIDEAN = 0,
    /// One minus the inner product.
    CHNSW_INNER_PRODUCT = 1
} chnsw_metric;

typedef enum {
    CHNSW_OK = 0,
    CHNSW_NO_MEMORY = 1,
    /// An argument is out of range: a dimension, a capacity, a level, a slot.
    CHNSW_INVALID = 2,
    /// hnswlib gave up, or an earlier change failed halfway: nothing can be done with the index but destroy it.
    CHNSW_BROKEN = 3
} chnsw_status;

enum {
    CHNSW_DIMENSION_LIMIT = 65536,
    /// How many links an element may have on the levels above the lowest, where it may have twice as many.
    CHNSW_LINK_LIMIT = 256,
    /// The highest level there may be. With two links, where levels are likeliest, one slot in 4,096 is on it; with more,
    /// each level costs more memory and is rarer.
    CHNSW_LEVEL_LIMIT = 12,
    CHNSW_SLOT_LIMIT = 0x7FFFFFFE
};

/// An index; it is made by chnsw_create and freed by chnsw_destroy.
typedef struct chnsw_index chnsw_index;

/// A slot and how far it is from a query.
typedef struct {
    float distance;
    uint32_t slot;
} chnsw_neighbour;

chnsw_status chnsw_create(
    chnsw_metric metric, size_t dimension, size_t links, size_t construction_breadth, size_t capacity,
    chnsw_index **index);
void chnsw_destroy(chnsw_index *index);

/// Whether a change failed halfway. There may then be a slot more than were added, with no vector or no links.
bool chnsw_is_broken(const chnsw_index *index);
size_t chnsw_count(const chnsw_index *index);
size_t chnsw_capacity(const chnsw_index *index);
/// Makes room for so many slots in all.
chnsw_status chnsw_reserve(chnsw_index *index, size_t capacity);
/// Adds a vector of finite numbers in the next slot, on the levels from 0 to `level`.
chnsw_status chnsw_add(chnsw_index *index, const float *vector, int level);

/// Walks the graph to the slots nearest to a query.
///
/// `allowed` has a bit for each slot, the lowest first, or is null where all may be found. `breadth` slots are kept in
/// mind on the way; at most as many are written to `found`, the nearest first, and of equally distant ones the lower.
chnsw_status chnsw_search(
    const chnsw_index *index, const float *query, size_t breadth, const uint64_t *allowed, chnsw_neighbour *found,
    size_t *found_count);

/// The vector in a slot, or null where there is none.
const float *chnsw_vector(const chnsw_index *index, size_t slot);
/// Replaces the bytes of a vector and leaves the links as they are.
chnsw_status chnsw_set_vector(chnsw_index *index, size_t slot, const float *vector);
/// The highest level of a slot, or -1 where there is none.
int chnsw_level(const chnsw_index *index, size_t slot);
/// The neighbours of a slot on a level and their number; null where there is none.
const uint32_t *chnsw_links(const chnsw_index *index, size_t slot, int level, size_t *count);
/// Where searches begin; 0 in an empty index.
uint32_t chnsw_entry(const chnsw_index *index);

/// Fills an empty index with slots whose vectors are zero: `levels` holds the highest level of each, `links` for each slot
/// and each of its levels from 0 the number of neighbours and then these.
///
/// Whatever the numbers are, they are checked before they are used: CHNSW_INVALID if there are too many neighbours, or one
/// is not there, not on the level or the slot itself, or if numbers are missing or left over, or the entry is not on the
/// highest level. Nothing is changed then.
chnsw_status chnsw_restore(
    chnsw_index *index, const uint8_t *levels, size_t count, const uint32_t *links, size_t links_count, uint32_t entry);

/// The distances of vectors that lie one after the other from a query.
///
/// They are summed in the same order on every machine, so that they are the same.
void chnsw_distances(
    chnsw_metric metric, size_t dimension, const float *query, const float *vectors, size_t count, float *distances);

#ifdef __cplusplus
}
#endif

#endif
