#include "CHNSW.h"
#include "Index.h"

#include <cstring>
#include <new>
#include <stdexcept>
#include <utility>
#include <vector>

namespace {

/// Runs a change; one that fails halfway leaves links that cannot be trusted.
template <typename Change>
chnsw_status perform(chnsw_index *index, Change change) {
    if (index->is_broken) return CHNSW_BROKEN;
    try {
        change();
        return CHNSW_OK;
    } catch (const std::bad_alloc &) {
        index->is_broken = true;
        return CHNSW_NO_MEMORY;
    } catch (const std::runtime_error &error) {
        // So hnswlib calls what its own malloc was refused.
        index->is_broken = true;
        return std::strncmp(error.what(), "Not enough memory", 17) ? CHNSW_BROKEN : CHNSW_NO_MEMORY;
    } catch (...) {
        index->is_broken = true;
        return CHNSW_BROKEN;
    }
}

}  // namespace

chnsw_status chnsw_create(
    chnsw_metric metric, size_t dimension, size_t links, size_t construction_breadth, size_t capacity,
    chnsw_index **index) {
    if (dimension < 1 || dimension > CHNSW_DIMENSION_LIMIT || links < 2 || links > CHNSW_LINK_LIMIT ||
        construction_breadth < 1 || construction_breadth > 65536 || capacity > CHNSW_SLOT_LIMIT)
        return CHNSW_INVALID;
    try {
        *index = new chnsw_index(metric, dimension, links, construction_breadth, capacity);
        return CHNSW_OK;
    } catch (...) {
        return CHNSW_NO_MEMORY;
    }
}

void chnsw_destroy(chnsw_index *index) { delete index; }

bool chnsw_is_broken(const chnsw_index *index) { return index->is_broken; }

size_t chnsw_count(const chnsw_index *index) { return index->graph->cur_element_count; }

size_t chnsw_capacity(const chnsw_index *index) { return index->graph->max_elements_; }

chnsw_status chnsw_reserve(chnsw_index *index, size_t capacity) {
    if (capacity > CHNSW_SLOT_LIMIT) return CHNSW_INVALID;
    if (capacity <= index->graph->max_elements_) return index->is_broken ? CHNSW_BROKEN : CHNSW_OK;
    return perform(index, [&] { index->graph->resizeIndex(capacity); });
}

chnsw_status chnsw_add(chnsw_index *index, const float *vector, int level) {
    if (level < 0 || level > CHNSW_LEVEL_LIMIT) return CHNSW_INVALID;
    const size_t slot = index->graph->cur_element_count;
    if (slot >= index->graph->max_elements_) return CHNSW_INVALID;
    return perform(index, [&] { index->graph->addPoint(vector, slot, level); });
}

chnsw_status chnsw_search(
    const chnsw_index *index, const float *query, size_t breadth, const uint64_t *allowed, chnsw_neighbour *found,
    size_t *found_count) {
    *found_count = 0;
    if (index->is_broken) return CHNSW_BROKEN;
    try {
        *found_count = allowed
            ? index->search(query, breadth, found, [allowed](uint32_t slot) {
                  return (allowed[slot >> 6] >> (slot & 63) & 1) != 0;
              })
            : index->search(query, breadth, found, [](uint32_t) { return true; });
        return CHNSW_OK;
    } catch (...) {
        return CHNSW_NO_MEMORY;
    }
}

const float *chnsw_vector(const chnsw_index *index, size_t slot) {
    if (slot >= index->graph->cur_element_count) return nullptr;
    return reinterpret_cast<const float *>(index->graph->getDataByInternalId(static_cast<uint32_t>(slot)));
}

chnsw_status chnsw_set_vector(chnsw_index *index, size_t slot, const float *vector) {
    if (slot >= index->graph->cur_element_count) return CHNSW_INVALID;
    std::memcpy(index->graph->getDataByInternalId(static_cast<uint32_t>(slot)), vector, index->graph->data_size_);
    return CHNSW_OK;
}

int chnsw_level(const chnsw_index *index, size_t slot) {
    return slot < index->graph->cur_element_count ? index->graph->element_levels_[slot] : -1;
}

const uint32_t *chnsw_links(const chnsw_index *index, size_t slot, int level, size_t *count) {
    *count = 0;
    if (level < 0 || level > chnsw_level(index, slot)) return nullptr;
    auto *list = index->graph->get_linklist_at_level(static_cast<uint32_t>(slot), level);
    *count = index->graph->getListCount(list);
    return list + 1;
}

uint32_t chnsw_entry(const chnsw_index *index) {
    return index->graph->cur_element_count ? index->graph->enterpoint_node_ : 0;
}

chnsw_status chnsw_restore(
    chnsw_index *index, const uint8_t *levels, size_t count, const uint32_t *links, size_t links_count, uint32_t entry) {
    if (index->is_broken) return CHNSW_BROKEN;
    if (index->graph->cur_element_count || count > index->graph->max_elements_) return CHNSW_INVALID;
    if (!index->is_whole(levels, count, links, links_count, entry)) return CHNSW_INVALID;
    return perform(index, [&] { index->restore(levels, count, links, entry); });
}

void chnsw_distances(
    chnsw_metric metric, size_t dimension, const float *query, const float *vectors, size_t count, float *distances) {
    const auto distance = metric == CHNSW_INNER_PRODUCT ? chnsw::inner_product : chnsw::squared_euclidean;
    for (size_t row = 0; row < count; row++) distances[row] = distance(query, vectors + row * dimension, &dimension);
}
