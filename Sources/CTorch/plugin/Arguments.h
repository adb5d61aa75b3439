// Between tagged values and what libtorch's operators take and give.
#pragma once
#include "CTorch.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/core/ivalue.h>

#include <dlfcn.h>

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <vector>

// What one parameter of an operator takes; what is optional also takes no value.
enum class Parameter { tensor, integer, number, boolean, scalar, integers, numbers, booleans, tensors, optional_tensors, text, device, generator, other };

struct torch_operator {
  c10::OperatorHandle handle;
  std::vector<Parameter> parameters;
};

namespace {

std::atomic<int64_t> live_tensors{0};

c10::TensorImpl *implementation(const torch_tensor *tensor) {
  return reinterpret_cast<c10::TensorImpl *>(const_cast<torch_tensor *>(tensor));
}

// A handle is the tensor's own reference, so that it costs no allocation.
torch_tensor *own(at::Tensor tensor) {
  live_tensors.fetch_add(1, std::memory_order_relaxed);
  return reinterpret_cast<torch_tensor *>(tensor.unsafeReleaseTensorImpl());
}

using Reference = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

void release(torch_tensor *tensor) {
  live_tensors.fetch_sub(1, std::memory_order_relaxed);
  Reference::reclaim(implementation(tensor));
}

at::Tensor borrowed(const torch_tensor *tensor) {
  return at::Tensor::wrap_tensor_impl(Reference::reclaim_copy(implementation(tensor)));
}

// A wheel for GPUs has their operators in a library of its own, which takes seconds to load and registers itself.
void open_cuda() {
  static std::once_flag once;
  std::call_once(once, [] { dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL); });
}

at::Device to_device(int64_t packed) {
  auto index = static_cast<int32_t>(packed >> 32);
  auto kind = static_cast<c10::DeviceType>(static_cast<int32_t>(packed & 0xffffffff));
  if (kind == c10::DeviceType::CUDA) open_cuda();
  return at::Device(kind, kind == c10::DeviceType::CPU ? -1 : static_cast<c10::DeviceIndex>(index));
}

int64_t from_device(at::Device device) {
  int64_t index = device.has_index() ? device.index() : 0;
  return (index << 32) | static_cast<uint32_t>(device.type());
}

Parameter parameter(const c10::TypePtr &type) {
  switch (type->kind()) {
    case c10::TypeKind::TensorType: return Parameter::tensor;
    case c10::TypeKind::IntType:
    case c10::TypeKind::SymIntType: return Parameter::integer;
    case c10::TypeKind::FloatType: return Parameter::number;
    case c10::TypeKind::BoolType: return Parameter::boolean;
    case c10::TypeKind::NumberType: return Parameter::scalar;
    case c10::TypeKind::StringType: return Parameter::text;
    case c10::TypeKind::DeviceObjType: return Parameter::device;
    case c10::TypeKind::GeneratorType: return Parameter::generator;
    case c10::TypeKind::OptionalType: return parameter(type->expectRef<c10::OptionalType>().getElementType());
    case c10::TypeKind::ListType: {
      const c10::TypePtr &element = type->expectRef<c10::ListType>().getElementType();
      if (element->kind() == c10::TypeKind::OptionalType) return Parameter::optional_tensors;
      switch (parameter(element)) {
        case Parameter::tensor: return Parameter::tensors;
        case Parameter::integer: return Parameter::integers;
        case Parameter::number: return Parameter::numbers;
        case Parameter::boolean: return Parameter::booleans;
        default: return Parameter::other;
      }
    }
    default: return Parameter::other;
  }
}

const torch_operator *find(const char *name, const char *overload) {
  // Operators are never freed: callers keep them for as long as the process runs.
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<torch_operator>> found;
  std::lock_guard lock(mutex);
  auto &entry = found[std::string(name) + "." + overload];
  if (!entry) {
    auto handle = c10::Dispatcher::singleton().findSchema({name, overload});
    TORCH_CHECK(handle, "this libtorch has no such operator");
    auto op = std::make_unique<torch_operator>(torch_operator{*handle, {}});
    for (const c10::Argument &argument : handle->schema().arguments()) op->parameters.push_back(parameter(argument.type()));
    entry = std::move(op);
  }
  return entry.get();
}

c10::IValue to_ivalue(const torch_value &value, Parameter parameter, const c10::Argument &argument) {
  auto refuse = [&]() -> c10::IValue {
    TORCH_CHECK(false, "`", argument.name(), "` takes a ", argument.type()->str(), ", which a value of kind ", int(value.kind), " is not");
  };
  auto integers = static_cast<const int64_t *>(value.pointer);
  auto count = static_cast<size_t>(value.count);
  switch (value.kind) {
    case TORCH_NONE: return {};
    case TORCH_DEFAULT:
      TORCH_CHECK(argument.default_value(), "`", argument.name(), "` has no default and must be given");
      return *argument.default_value();
    case TORCH_TENSOR:
      if (parameter != Parameter::tensor) return refuse();
      return borrowed(static_cast<const torch_tensor *>(value.pointer));
    case TORCH_INTEGER:
      if (parameter == Parameter::number) return static_cast<double>(value.integer);
      if (parameter != Parameter::integer && parameter != Parameter::scalar) return refuse();
      return value.integer;
    case TORCH_NUMBER:
      if (parameter != Parameter::number && parameter != Parameter::scalar) return refuse();
      return value.number;
    case TORCH_BOOLEAN:
      if (parameter != Parameter::boolean && parameter != Parameter::scalar) return refuse();
      return value.integer != 0;
    case TORCH_INTEGERS:
      if (parameter == Parameter::integers) return c10::List<int64_t>(at::IntArrayRef(integers, count));
      if (parameter == Parameter::numbers) {
        c10::List<double> list;
        for (size_t i = 0; i < count; i++) list.push_back(static_cast<double>(integers[i]));
        return list;
      }
      if (parameter == Parameter::booleans) {
        c10::List<bool> list;
        for (size_t i = 0; i < count; i++) list.push_back(integers[i] != 0);
        return list;
      }
      return refuse();
    case TORCH_NUMBERS:
      if (parameter != Parameter::numbers) return refuse();
      return c10::List<double>(at::ArrayRef<double>(static_cast<const double *>(value.pointer), count));
    case TORCH_TENSORS: {
      auto pointers = static_cast<const torch_tensor *const *>(value.pointer);
      if (parameter == Parameter::tensors) {
        c10::List<at::Tensor> list;
        list.reserve(count);
        for (size_t i = 0; i < count; i++) {
          TORCH_CHECK(pointers[i], "`", argument.name(), "` takes no absent tensor");
          list.push_back(borrowed(pointers[i]));
        }
        return list;
      }
      if (parameter != Parameter::optional_tensors) return refuse();
      c10::List<std::optional<at::Tensor>> list;
      list.reserve(count);
      for (size_t i = 0; i < count; i++)
        list.push_back(pointers[i] ? std::optional<at::Tensor>(borrowed(pointers[i])) : std::nullopt);
      return list;
    }
    case TORCH_TEXT:
      if (parameter != Parameter::text) return refuse();
      return std::string(static_cast<const char *>(value.pointer), count);
    case TORCH_DEVICE:
      if (parameter != Parameter::device) return refuse();
      return to_device(value.integer);
    case TORCH_GENERATOR: {
      if (parameter != Parameter::generator) return refuse();
      auto generator = static_cast<c10::GeneratorImpl *>(const_cast<void *>(value.pointer));
      return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(generator));
    }
  }
  return refuse();
}

void push_arguments(const torch_operator &op, const torch_value *values, size_t count, torch::jit::Stack &stack) {
  const auto &arguments = op.handle.schema().arguments();
  TORCH_CHECK(count <= arguments.size(), "takes ", arguments.size(), " arguments, not ", count);
  static const torch_value missing = {.kind = TORCH_DEFAULT};
  for (size_t i = 0; i < arguments.size(); i++)
    stack.push_back(to_ivalue(i < count ? values[i] : missing, op.parameters[i], arguments[i]));
}

void take_results(torch::jit::Stack &stack, std::vector<torch_value> &results) {
  auto push_tensor = [&](at::Tensor tensor) {
    torch_value value = {};
    if (tensor.defined()) {
      value.kind = TORCH_TENSOR;
      results.push_back(value);
      results.back().pointer = own(std::move(tensor));
    } else {
      results.push_back(value);
    }
  };
  for (c10::IValue &given : stack) {
    torch_value value = {};
    if (given.isTensor()) {
      push_tensor(std::move(given).toTensor());
      continue;
    }
    if (given.isTensorList()) {
      for (const at::Tensor &tensor : given.toTensorVector()) push_tensor(tensor);
      continue;
    }
    if (given.isInt()) {
      value.kind = TORCH_INTEGER;
      value.integer = given.toInt();
    } else if (given.isBool()) {
      value.kind = TORCH_BOOLEAN;
      value.integer = given.toBool();
    } else if (given.isDouble()) {
      value.kind = TORCH_NUMBER;
      value.number = given.toDouble();
    } else {
      TORCH_CHECK(given.isNone(), "gives a ", given.tagKind(), ", which has no place among tagged values");
    }
    results.push_back(value);
  }
}

}  // namespace
