#include "FloodKernel.h"

#include <stddef.h>
#include <string.h>

// No fused operations: the same bits with each instruction set and on each machine.
#pragma clang fp contract(off)

#define JOIN2(a, b) a##_##b
#define JOIN(a, b) JOIN2(a, b)
#define INLINE static inline __attribute__((always_inline))

INLINE float root_f32(float x) { return __builtin_sqrtf(x); }
INLINE double root_f64(double x) { return __builtin_sqrt(x); }

#define REAL float
#define BITS int32_t
#define SUFFIX f32
#define ROOT_STEPS 2
#define INSTRUCTIONS_512 "avx512f,avx512dq,avx512vl,avx512bw"
#include "FloodBand.inc"
#undef REAL
#undef BITS
#undef SUFFIX
#undef ROOT_STEPS

#define REAL double
#define BITS int64_t
#define SUFFIX f64
#define ROOT_STEPS 3
#include "FloodBand.inc"

int flood_best_instructions(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw"))
    return FLOOD_AVX512;
  if (__builtin_cpu_supports("avx2")) return FLOOD_AVX2;
#endif
  return FLOOD_BASELINE;
}
