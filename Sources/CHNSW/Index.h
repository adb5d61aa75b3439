// An index of hnswlib, with a search of our own and a way back from a file that is not trusted.
#ifndef CHNSW_INDEX_H
#define CHNSW_INDEX_H

#include "CHNSW.h"
#include "Distance.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <utility>
#include <vector>

#include <hnswlib/hnswlib.h>

namespace chnsw {

/// Tells hnswlib how to compare vectors.
class space final : public hnswlib::SpaceInterface<float> {
public:
    space(chnsw_metric metric, size_t dimension)
        : distance(metric == CHNSW_INNER_PRODUCT ? inner_product : squared_euclidean), dimension(dimension) {}
    size_t get_data_size() override { return dimension * sizeof(float); }
    hnswlib::DISTFUNC<float> get_dist_func() override { return distance; }
    void *get_dist_func_param() override { return &dimension; }

private:
    hnswlib::DISTFUNC<float> distance;
    size_t dimension;
};

}  // namespace chnsw

struct chnsw_index {
    chnsw::space space;
    hnswlib::HierarchicalNSW<float> *graph;
    bool is_broken = false;

    chnsw_index(chnsw_metric metric, size_t dimension, size_t links, size_t breadth, size_t capacity)
        : space(metric, dimension),
          graph(new hnswlib::HierarchicalNSW<float>(&space, std::max<size_t>(capacity, 1), links, breadth)) {
        // Levels are given to addPoint; it takes 0 for "draw one", and with this factor it draws 0.
        graph->mult_ = 0;
    }

    chnsw_index(const chnsw_index &) = delete;
    chnsw_index &operator=(const chnsw_index &) = delete;

    // What failed halfway may point at memory that is gone: rather leaked than freed twice.
    ~chnsw_index() {
        if (!is_broken) delete graph;
    }

    /// hnswlib's own search of this version knows no filter, keeps its breadth in the index, and counts in shared
    /// variables what every thread writes. Algorithm: Malkov and Yashunin, TPAMI 2020, algorithms 2 and 5.
    template <typename Allowed>
    size_t search(const float *query, size_t breadth, chnsw_neighbour *found, Allowed allowed) const {
        if (!graph->cur_element_count || !breadth) return 0;
        uint32_t nearest = graph->enterpoint_node_;
        float least = distance(query, nearest);
        for (int level = graph->maxlevel_; level > 0; level--) descend(query, level, nearest, least);
        visited_slots visited(*graph->visited_list_pool_);
        // Those to go on from, the nearest at the front, and those found, the farthest at the front.
        std::vector<place> frontier, best;
        frontier.reserve(4 * breadth);
        best.reserve(breadth + 1);
        frontier.emplace_back(least, nearest);
        if (allowed(nearest)) best.emplace_back(least, nearest);
        visited.insert(nearest);
        while (!frontier.empty()) {
            const place next = frontier.front();
            if (best.size() == breadth && next.first > best.front().first) break;
            std::pop_heap(frontier.begin(), frontier.end(), std::greater<place>());
            frontier.pop_back();
            const auto *list = graph->get_linklist0(next.second);
            const size_t count = graph->getListCount(const_cast<hnswlib::linklistsizeint *>(list));
            const uint32_t *links = list + 1;
            if (count) __builtin_prefetch(graph->getDataByInternalId(links[0]));
            for (size_t position = 0; position < count; position++) {
                const uint32_t slot = links[position];
                if (position + 1 < count) __builtin_prefetch(graph->getDataByInternalId(links[position + 1]));
                if (!visited.insert(slot)) continue;
                const float away = distance(query, slot);
                if (best.size() == breadth && away >= best.front().first) continue;
                frontier.emplace_back(away, slot);
                std::push_heap(frontier.begin(), frontier.end(), std::greater<place>());
                if (!allowed(slot)) continue;
                best.emplace_back(away, slot);
                std::push_heap(best.begin(), best.end());
                if (best.size() > breadth) {
                    std::pop_heap(best.begin(), best.end());
                    best.pop_back();
                }
            }
        }
        std::sort(best.begin(), best.end());
        for (size_t position = 0; position < best.size(); position++)
            found[position] = chnsw_neighbour{best[position].first, best[position].second};
        return best.size();
    }

    /// Whether levels and links are those of a graph; see chnsw_restore.
    bool is_whole(
        const uint8_t *levels, size_t count, const uint32_t *links, size_t links_count, uint32_t entry) const {
        if (!count) return links_count == 0 && entry == 0;
        if (entry >= count || levels[entry] != *std::max_element(levels, levels + count)) return false;
        size_t position = 0;
        for (size_t slot = 0; slot < count; slot++) {
            if (levels[slot] > CHNSW_LEVEL_LIMIT) return false;
            for (unsigned level = 0; level <= levels[slot]; level++) {
                if (position == links_count) return false;
                const size_t neighbours = links[position++];
                if (neighbours > (level ? graph->maxM_ : graph->maxM0_) || neighbours > links_count - position)
                    return false;
                for (size_t end = position + neighbours; position < end; position++) {
                    const uint32_t other = links[position];
                    if (other >= count || other == slot || levels[other] < level) return false;
                }
            }
        }
        return position == links_count;
    }

    /// Takes over levels and links that are whole.
    void restore(const uint8_t *levels, size_t count, const uint32_t *links, uint32_t entry) {
        for (size_t slot = 0; slot < count; slot++) {
            const auto id = static_cast<hnswlib::tableint>(slot);
            std::memset(graph->data_level0_memory_ + slot * graph->size_data_per_element_, 0,
                        graph->size_data_per_element_);
            graph->setExternalLabel(id, slot);
            if (levels[slot]) {
                const size_t size = graph->size_links_per_element_ * levels[slot] + 1;
                graph->linkLists_[slot] = static_cast<char *>(std::calloc(size, 1));
                if (!graph->linkLists_[slot]) throw std::bad_alloc();
            }
            graph->element_levels_[slot] = levels[slot];
            for (int level = 0; level <= levels[slot]; level++) {
                const uint32_t neighbours = *links++;
                auto *list = graph->get_linklist_at_level(id, level);
                graph->setListCount(list, static_cast<unsigned short>(neighbours));
                std::memcpy(list + 1, links, neighbours * sizeof(uint32_t));
                links += neighbours;
            }
            graph->label_lookup_[slot] = id;
            graph->cur_element_count = slot + 1;
        }
        if (!count) return;
        graph->enterpoint_node_ = entry;
        graph->maxlevel_ = levels[entry];
    }

private:
    /// A distance and the slot it leads to: equally distant ones are in the order of their slots.
    using place = std::pair<float, uint32_t>;

    /// The slots that a search has seen, in a list that hnswlib keeps for the next one.
    class visited_slots {
    public:
        explicit visited_slots(hnswlib::VisitedListPool &pool) : pool(pool), list(pool.getFreeVisitedList()) {}
        ~visited_slots() { pool.releaseVisitedList(list); }
        visited_slots(const visited_slots &) = delete;
        visited_slots &operator=(const visited_slots &) = delete;

        /// Whether a slot is seen for the first time.
        bool insert(uint32_t slot) {
            if (list->mass[slot] == list->curV) return false;
            list->mass[slot] = list->curV;
            return true;
        }

    private:
        hnswlib::VisitedListPool &pool;
        hnswlib::VisitedList *list;
    };

    float distance(const float *query, uint32_t slot) const {
        return graph->fstdistfunc_(query, graph->getDataByInternalId(slot), graph->dist_func_param_);
    }

    /// Goes to the neighbour that is nearer on a level as long as there is one.
    void descend(const float *query, int level, uint32_t &nearest, float &least) const {
        for (bool changed = true; changed;) {
            changed = false;
            const auto *list = graph->get_linklist(nearest, level);
            const size_t count = graph->getListCount(const_cast<hnswlib::linklistsizeint *>(list));
            for (size_t position = 0; position < count; position++) {
                const uint32_t slot = list[1 + position];
                const float away = distance(query, slot);
                if (away < least) {
                    least = away;
                    nearest = slot;
                    changed = true;
                }
            }
        }
    }
};

#endif
