/*
 * The kernels as a Node-API module: `interface` (a number), `addressOf(bytes)`, and `variants`, one object of functions
 * for each instruction set that this processor has, the widest last; `fastestProduct` and `fastestRule` are places there.
 *
 * Functions take numbers: addresses and counts. They trust them, as the caller checks arrays against its memory (see
 * src-main/engine/native). Nothing is kept, so each thread and each environment may load the module for itself.
 */
#include <node_api.h>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

#include "variant.h"

/* Raised with every change of what is exported; src-main/engine/native/nativeAddon.ts names the same number. */
#define INTERFACE 1
#define MOST_ARGUMENTS 16

/* Arguments that are missing or no numbers are refused with a TypeError. */
static const Variant *numbersOf(napi_env env, napi_callback_info info, size_t wanted, double *numbers) {
  napi_value given[MOST_ARGUMENTS];
  size_t count = wanted;
  void *variant = NULL;
  napi_get_cb_info(env, info, &count, given, NULL, &variant);
  for (size_t index = 0; index < wanted; index++) {
    if (index >= count || napi_get_value_double(env, given[index], &numbers[index]) != napi_ok) {
      napi_throw_type_error(env, NULL, "arguments must be numbers, and as many as the kernel takes");
      return NULL;
    }
  }
  return variant;
}

static float *pointer(double address) { return (float *)(uintptr_t)address; }

static napi_value callProduct(napi_env env, napi_callback_info info) {
  double n[14];
  const Variant *variant = numbersOf(env, info, 14, n);
  if (variant == NULL) return NULL;
  const Product product = {
      .out = pointer(n[0]),
      .a = pointer(n[1]),
      .b = pointer(n[2]),
      .start = pointer(n[3]),
      .rows = (int64_t)n[4],
      .inner = (int64_t)n[5],
      .columns = (int64_t)n[6],
      .outRow = (int64_t)n[7],
      .startRow = (int64_t)n[8],
      .aRow = (int64_t)n[9],
      .aInner = (int64_t)n[10],
      .bRow = (int64_t)n[11],
      .isTransposed = (int64_t)n[12],
      .floor = (float)n[13],
  };
  variant->product(&product);
  return NULL;
}

static napi_value callColumnSums(napi_env env, napi_callback_info info) {
  double n[4];
  const Variant *variant = numbersOf(env, info, 4, n);
  if (variant != NULL) variant->columnSums(pointer(n[0]), pointer(n[1]), (int64_t)n[2], (int64_t)n[3]);
  return NULL;
}

static napi_value callRule(napi_env env, napi_callback_info info) {
  double n[4];
  const Variant *variant = numbersOf(env, info, 4, n);
  if (variant == NULL) return NULL;
  variant->rule((const double *)(uintptr_t)n[0], pointer(n[1]), (int64_t)n[2], (int64_t)n[3]);
  return NULL;
}

/* Where a Uint8Array starts. Shared WebAssembly memory grows without moving, so one answer lasts. */
static napi_value callAddressOf(napi_env env, napi_callback_info info) {
  napi_value bytes = NULL;
  size_t count = 1;
  void *data = NULL;
  napi_value address = NULL;
  napi_get_cb_info(env, info, &count, &bytes, NULL, NULL);
  if (count != 1 || napi_get_typedarray_info(env, bytes, NULL, NULL, &data, NULL, NULL) != napi_ok || data == NULL) {
    napi_throw_type_error(env, NULL, "bytes must be a Uint8Array that is not empty");
    return NULL;
  }
  napi_create_double(env, (double)(uintptr_t)data, &address);
  return address;
}

static void addFunction(napi_env env, napi_value object, const char *name, napi_callback callback, const Variant *data) {
  napi_value function;
  napi_create_function(env, name, NAPI_AUTO_LENGTH, callback, (void *)data, &function);
  napi_set_named_property(env, object, name, function);
}

static void addVariant(napi_env env, napi_value list, uint32_t index, const Variant *variant) {
  napi_value object;
  napi_value name;
  napi_create_object(env, &object);
  napi_create_string_utf8(env, variant->name, NAPI_AUTO_LENGTH, &name);
  napi_set_named_property(env, object, "name", name);
  addFunction(env, object, "product", callProduct, variant);
  addFunction(env, object, "columnSums", callColumnSums, variant);
  addFunction(env, object, "rule", callRule, variant);
  napi_set_element(env, list, index, object);
}

/*
 * AMD's family 19h has 512-bit instructions but carries them out in halves, and every broadcast to 512 bits costs it a
 * turn of the multipliers: 77 GFLOP/s against 105 with 256 bits (Zen 4, measured). Division gains even there.
 */
static int isWidestSlow(void) {
#if defined(__x86_64__)
  unsigned int a, b, c, d;
  if (!__get_cpuid(0, &a, &b, &c, &d) || b != signature_AMD_ebx) return 0;
  if (!__get_cpuid(1, &a, &b, &c, &d)) return 0;
  return ((a >> 8) & 15) + ((a >> 20) & 255) == 0x19;
#else
  return 0;
#endif
}

static void addNumber(napi_env env, napi_value object, const char *name, uint32_t value) {
  napi_value number;
  napi_create_uint32(env, value, &number);
  napi_set_named_property(env, object, name, number);
}

NAPI_MODULE_INIT() {
  napi_value list;
  uint32_t count = 0;
  napi_create_array(env, &list);
  addVariant(env, list, count++, &variantBaseline);
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx2")) addVariant(env, list, count++, &variantAvx2);
  if (__builtin_cpu_supports("avx512f")) addVariant(env, list, count++, &variantAvx512);
#endif
  addNumber(env, exports, "interface", INTERFACE);
  addNumber(env, exports, "fastestProduct", count == 3 && isWidestSlow() ? 1 : count - 1);
  addNumber(env, exports, "fastestRule", count - 1);
  napi_set_named_property(env, exports, "variants", list);
  addFunction(env, exports, "addressOf", callAddressOf, NULL);
  return exports;
}
