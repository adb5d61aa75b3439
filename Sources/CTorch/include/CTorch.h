// What the plugin for tensors provides: one table of functions, found under one symbol. Operators are called by their
// names in libtorch's registry with tagged values, so that this table does not grow with the number of operators.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Changes whenever the table below does.
#define TORCH_PLUGIN_VERSION 1

typedef struct torch_tensor torch_tensor;        // one reference to a tensor
typedef struct torch_operator torch_operator;    // an operator and what its parameters are; lives as long as the process
typedef struct torch_generator torch_generator;  // one reference to a source of pseudorandom numbers

typedef enum torch_kind : int32_t {
  TORCH_NONE = 0,           // no value, or an empty optional
  TORCH_TENSOR,             // pointer: torch_tensor; an argument is borrowed, a result is owned by the caller
  TORCH_INTEGER,            // integer; also a data type, a layout or a memory format
  TORCH_NUMBER,             // number
  TORCH_BOOLEAN,            // integer: 0 or 1
  TORCH_INTEGERS,           // pointer: int64_t[count]
  TORCH_NUMBERS,            // pointer: double[count]
  TORCH_TENSORS,            // pointer: torch_tensor *[count], where null is an absent one
  TORCH_TEXT,               // pointer: char[count], UTF-8
  TORCH_DEVICE,             // integer: torch_device_kind in the low 32 bits, index in the high 32
  TORCH_GENERATOR,          // pointer: torch_generator
  TORCH_DEFAULT,            // the default of the operator's declaration
} torch_kind;

typedef struct torch_value {
  torch_kind kind;
  int32_t unused;
  int64_t count;
  union {
    int64_t integer;
    double number;
    const void *pointer;
  };
} torch_value;

typedef enum torch_device_kind : int32_t { TORCH_CPU = 0, TORCH_CUDA = 1, TORCH_MPS = 13 } torch_device_kind;

// Functions that can fail return null or false and leave their reason in `last_error`, of the calling thread.
typedef struct torch_plugin {
  int32_t version;
  const char *(*last_error)(void);
  const char *(*library_version)(void);

  // An operator such as "aten::add" with the overload "Tensor".
  const torch_operator *(*find_operator)(const char *name, const char *overload);
  // Missing arguments at the end get their defaults. The results lie in memory of the calling thread that its next call
  // uses again, so that the owner of shared memory must not call when it is released; a list of tensors gives one result each. Tensors among them belong to the caller.
  const torch_value *(*call)(const torch_operator *op, const torch_value *arguments, size_t argument_count,
                             size_t *result_count);

  // A tensor over memory of the caller's, on the CPU; `release` is called with `owner` once the last reference is gone.
  // Where it fails, `release` is not called.
  torch_tensor *(*from_memory)(void *memory, int32_t scalar_type, const int64_t *shape, const int64_t *strides, size_t rank,
                               void (*release)(void *owner), void *owner);
  torch_tensor *(*retain)(torch_tensor *tensor);
  void (*release)(torch_tensor *tensor);
  // How many references to tensors the callers of this table hold: for tests that count what is left.
  int64_t (*live_count)(void);

  size_t (*rank)(const torch_tensor *tensor);
  void (*shape)(const torch_tensor *tensor, int64_t *shape, int64_t *strides);
  int64_t (*count)(const torch_tensor *tensor);
  int32_t (*scalar_type)(const torch_tensor *tensor);
  int64_t (*device)(const torch_tensor *tensor);
  int32_t (*layout)(const torch_tensor *tensor);
  bool (*is_contiguous)(const torch_tensor *tensor);
  // The first element of a dense tensor on the CPU; null, with a reason, for any other.
  void *(*data)(const torch_tensor *tensor);
  bool (*item)(const torch_tensor *tensor, torch_value *result);

  bool (*requires_gradient)(const torch_tensor *tensor);
  bool (*set_requires_gradient)(torch_tensor *tensor, bool wanted);
  bool (*is_leaf)(const torch_tensor *tensor);
  // The gradient that `backward` has accumulated; null without an error where there is none.
  torch_tensor *(*gradient)(const torch_tensor *tensor);
  bool (*set_gradient)(torch_tensor *tensor, torch_tensor *gradient);
  bool (*backward)(torch_tensor *const *outputs, torch_tensor *const *seeds, size_t count, bool retain_graph, bool create_graph);
  // gradients[i] is null where outputs do not depend on inputs[i].
  bool (*gradients)(torch_tensor *const *outputs, torch_tensor *const *seeds, size_t output_count, torch_tensor *const *inputs,
                    size_t input_count, bool retain_graph, bool create_graph, torch_tensor **gradients);
  // Whether operations are recorded in this thread; returns what it was.
  bool (*record_gradients)(bool enabled);
  // Forward mode: dual numbers live at a level.
  bool (*enter_dual_level)(int64_t *level);
  bool (*leave_dual_level)(int64_t level);

  torch_generator *(*make_generator)(int64_t device, uint64_t seed);
  void (*release_generator)(torch_generator *generator);
  bool (*seed_everything)(uint64_t seed);

  int32_t (*thread_count)(void);
  void (*set_thread_count)(int32_t count);
  bool (*set_deterministic)(bool deterministic);
  // Devices of a kind that can be used; opening the libraries for them is the caller's work.
  int32_t (*device_count)(torch_device_kind kind);
} torch_plugin;

typedef const torch_plugin *(*torch_plugin_entry)(void);  // the symbol is `torch_plugin_open`

// Not part of the plugin: has malloc keep up to 256 MB of what is freed. A training step frees and needs the same tensors again
// and again; giving their pages back in between doubles the time of a small network's step.
void torch_keep_freed_memory(void);

#ifdef __cplusplus
}
#endif
