// The table of CTorch.h upon libtorch. `scripts/setup --torch` compiles it; nothing else of Espalier includes torch.
#include "CTorch.h"
#include "Arguments.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/ops/from_blob.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/forward_grad.h>
#include <torch/version.h>

#include <string>

namespace {

thread_local std::string last_error;

// Runs `body`; an exception becomes `failure` and a message, because nothing may unwind into Swift.
template <class Result, class Body> Result guarded(Result failure, Body body) {
  try {
    return body();
  } catch (const c10::Error &error) {
    last_error = error.what_without_backtrace();
  } catch (const std::exception &error) {
    last_error = error.what();
  } catch (...) {
    last_error = "an exception of an unknown type";
  }
  return failure;
}

const torch_value *call(const torch_operator *op, const torch_value *arguments, size_t argument_count, size_t *result_count) {
  return guarded<const torch_value *>(nullptr, [&]() -> const torch_value * {
    thread_local torch::jit::Stack stack;
    thread_local std::vector<torch_value> results;
    stack.clear();
    results.clear();
    try {
      push_arguments(*op, arguments, argument_count, stack);
      op->handle.callBoxed(stack);
      take_results(stack, results);
    } catch (...) {
      for (const torch_value &result : results)
        if (result.kind == TORCH_TENSOR) release(static_cast<torch_tensor *>(const_cast<void *>(result.pointer)));
      stack.clear();
      throw;
    }
    stack.clear();
    *result_count = results.size();
    static const torch_value none = {};
    return results.empty() ? &none : results.data();
  });
}

// The caller's memory. libtorch lets go of it also where making the tensor fails, which is then none of the caller's business.
struct Owner {
  void (*release)(void *);
  void *object;
  bool is_taken_over = false;
};

torch_tensor *from_memory(void *memory, int32_t scalar_type, const int64_t *shape, const int64_t *strides, size_t rank,
                          void (*release_object)(void *), void *object) {
  return guarded<torch_tensor *>(nullptr, [&] {
    auto owner = std::make_shared<Owner>(Owner{release_object, object});
    auto let_go = [owner](void *) {
      if (owner->is_taken_over && owner->release) owner->release(owner->object);
    };
    at::IntArrayRef sizes(shape, rank);
    auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(scalar_type));
    at::Tensor tensor = strides ? at::from_blob(memory, sizes, at::IntArrayRef(strides, rank), let_go, options)
                                : at::from_blob(memory, sizes, let_go, options);
    torch_tensor *result = own(std::move(tensor));
    owner->is_taken_over = true;
    return result;
  });
}

void *data(const torch_tensor *tensor) {
  return guarded<void *>(nullptr, [&]() -> void * {
    at::Tensor value = borrowed(tensor);
    TORCH_CHECK(value.device().is_cpu(), "the tensor is on ", value.device(), "; move it to the CPU first");
    TORCH_CHECK(value.layout() == at::kStrided, "the tensor is sparse; make it dense first");
    TORCH_CHECK(!value.is_conj() && !value.is_neg(), "the tensor is a lazy conjugate; resolve it first");
    static char nothing[16];
    return value.numel() == 0 ? nothing : value.data_ptr();
  });
}

bool item(const torch_tensor *tensor, torch_value *result) {
  return guarded(false, [&] {
    at::Scalar scalar = borrowed(tensor).item();
    TORCH_CHECK(!scalar.isComplex(), "a complex number has no place in a real one");
    if (scalar.isBoolean()) {
      result->kind = TORCH_BOOLEAN;
      result->integer = scalar.toBool();
    } else if (scalar.isIntegral(false)) {
      result->kind = TORCH_INTEGER;
      result->integer = scalar.toLong();
    } else {
      result->kind = TORCH_NUMBER;
      result->number = scalar.toDouble();
    }
    return true;
  });
}

std::vector<at::Tensor> tensors(torch_tensor *const *pointers, size_t count) {
  std::vector<at::Tensor> values(count);
  for (size_t i = 0; pointers && i < count; i++)
    if (pointers[i]) values[i] = borrowed(pointers[i]);
  return values;
}

bool backward(torch_tensor *const *outputs, torch_tensor *const *seeds, size_t count, bool retain_graph, bool create_graph) {
  return guarded(false, [&] {
    torch::autograd::backward(tensors(outputs, count), tensors(seeds, count), retain_graph, create_graph);
    return true;
  });
}

bool gradients(torch_tensor *const *outputs, torch_tensor *const *seeds, size_t output_count, torch_tensor *const *inputs,
               size_t input_count, bool retain_graph, bool create_graph, torch_tensor **results) {
  return guarded(false, [&] {
    auto found = torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count),
                                       tensors(seeds, output_count), retain_graph, create_graph, /*allow_unused=*/true);
    for (size_t i = 0; i < input_count; i++) results[i] = found[i].defined() ? own(std::move(found[i])) : nullptr;
    return true;
  });
}

torch_generator *make_generator(int64_t device, uint64_t seed) {
  return guarded<torch_generator *>(nullptr, [&] {
    at::Device place = to_device(device);
    at::Generator generator = place.is_cpu()
                                  ? at::detail::createCPUGenerator(seed)
                                  : at::globalContext().getAcceleratorHooksInterface(place.type()).getNewGenerator(place.index());
    generator.set_current_seed(seed);
    return reinterpret_cast<torch_generator *>(generator.unsafeReleaseGeneratorImpl());
  });
}

int32_t device_count(torch_device_kind kind) {
  return guarded(0, [&]() -> int32_t {
    if (kind == TORCH_CPU) return 1;
    if (kind == TORCH_MPS) return at::hasMPS() ? 1 : 0;
    open_cuda();
    return at::hasCUDA() ? static_cast<int32_t>(at::detail::getCUDAHooks().deviceCount()) : 0;
  });
}

// What libtorch says in passing (that sparse CSR is in beta, for one) is of no use to who runs a command.
struct SilentWarnings : c10::WarningHandler {
  void process(const c10::Warning &) override {}
};

const torch_plugin table = {
    .version = TORCH_PLUGIN_VERSION,
    .last_error = [] { return last_error.c_str(); },
    .library_version = [] { return TORCH_VERSION; },
    .find_operator = [](const char *name, const char *overload) {
      return guarded<const torch_operator *>(nullptr, [&] { return find(name, overload); });
    },
    .call = call,
    .from_memory = from_memory,
    .retain = [](torch_tensor *tensor) { return own(borrowed(tensor)); },
    .release = release,
    .live_count = [] { return live_tensors.load(); },
    .rank = [](const torch_tensor *tensor) { return static_cast<size_t>(implementation(tensor)->dim()); },
    .shape = [](const torch_tensor *tensor, int64_t *shape, int64_t *strides) {
      auto sizes = implementation(tensor)->sizes();
      std::copy(sizes.begin(), sizes.end(), shape);
      if (!strides) return;
      guarded(false, [&] {
        auto steps = implementation(tensor)->strides();
        std::copy(steps.begin(), steps.end(), strides);
        return true;
      });
    },
    .count = [](const torch_tensor *tensor) { return implementation(tensor)->numel(); },
    .scalar_type = [](const torch_tensor *tensor) {
      return static_cast<int32_t>(c10::typeMetaToScalarType(implementation(tensor)->dtype()));
    },
    .device = [](const torch_tensor *tensor) { return from_device(implementation(tensor)->device()); },
    .layout = [](const torch_tensor *tensor) { return static_cast<int32_t>(implementation(tensor)->layout()); },
    .is_contiguous = [](const torch_tensor *tensor) {
      return guarded(false, [&] { return implementation(tensor)->is_contiguous(); });
    },
    .data = data,
    .item = item,
    .requires_gradient = [](const torch_tensor *tensor) { return implementation(tensor)->requires_grad(); },
    .set_requires_gradient = [](torch_tensor *tensor, bool wanted) {
      return guarded(false, [&] {
        borrowed(tensor).set_requires_grad(wanted);
        return true;
      });
    },
    .is_leaf = [](const torch_tensor *tensor) { return guarded(true, [&] { return borrowed(tensor).is_leaf(); }); },
    .gradient = [](const torch_tensor *tensor) {
      return guarded<torch_tensor *>(nullptr, [&]() -> torch_tensor * {
        const at::Tensor gradient = borrowed(tensor).grad();
        return gradient.defined() ? own(gradient) : nullptr;
      });
    },
    .set_gradient = [](torch_tensor *tensor, torch_tensor *gradient) {
      return guarded(false, [&] {
        borrowed(tensor).mutable_grad() = gradient ? borrowed(gradient) : at::Tensor();
        return true;
      });
    },
    .backward = backward,
    .gradients = gradients,
    .record_gradients = [](bool enabled) {
      bool before = c10::GradMode::is_enabled();
      c10::GradMode::set_enabled(enabled);
      return before;
    },
    .enter_dual_level = [](int64_t *level) {
      return guarded(false, [&] {
        *level = static_cast<int64_t>(torch::autograd::ForwardADLevel::get_next_idx());
        return true;
      });
    },
    .leave_dual_level = [](int64_t level) {
      return guarded(false, [&] {
        torch::autograd::ForwardADLevel::release_idx(static_cast<uint64_t>(level));
        return true;
      });
    },
    .make_generator = make_generator,
    .release_generator = [](torch_generator *generator) {
      c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(reinterpret_cast<c10::GeneratorImpl *>(generator));
    },
    .seed_everything = [](uint64_t seed) {
      return guarded(false, [&] {
        at::manual_seed(seed);
        return true;
      });
    },
    .thread_count = [] { return static_cast<int32_t>(at::get_num_threads()); },
    .set_thread_count = [](int32_t count) { at::set_num_threads(count); },
    .set_deterministic = [](bool deterministic) {
      return guarded(false, [&] {
        at::globalContext().setDeterministicAlgorithms(deterministic, /*warn_only=*/false);
        return true;
      });
    },
    .device_count = device_count,
};

}  // namespace

extern "C" __attribute__((visibility("default"))) const torch_plugin *torch_plugin_open(void) {
  static SilentWarnings silence;
  c10::WarningUtils::set_warning_handler(&silence);
  return &table;
}
