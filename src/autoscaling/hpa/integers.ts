export const INT32_MAX = 2 ** 31 - 1;
export const INT64_MAX = 2n ** 63n - 1n;

const INT32_MIN = -(2 ** 31);
const INT64_MIN = -(2n ** 63n);

/** An int64 sum or product that overflowed wraps around, as Go's does. */
export function wrapInt64(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** The smallest int32 that is not below the number; what does not fit becomes the smallest int32, as on amd64. */
export function ceilInt32(value: number): number {
  const whole = Math.ceil(value);
  // Adding zero turns -0, which an integer cannot be, into 0.
  return whole >= INT32_MIN && whole <= INT32_MAX ? whole + 0 : INT32_MIN;
}

/** As {@link ceilInt32}, but what is too large becomes the largest int32: the controller checks for it where totals are divided. */
export function ceilInt32Capped(value: number): number {
  return value > INT32_MAX ? INT32_MAX : ceilInt32(value);
}

/**
 * The smallest int64 that is not below the number. What does not fit, infinity and NaN become the smallest int64, as on amd64: the
 * `-9223372036854775808m` that `kubectl get hpa` shows for a target without replicas.
 */
export function ceilInt64(value: number): bigint {
  const whole = Math.ceil(value);
  return whole >= -(2 ** 63) && whole < 2 ** 63 ? BigInt(whole) : INT64_MIN;
}
