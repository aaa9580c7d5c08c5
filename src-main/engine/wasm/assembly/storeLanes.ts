/** Stores the first `count` lanes, four at most: the end of an array whose length is no multiple of four. */
// @ts-ignore: decorator
@inline
export function storeLanes(to: usize, value: v128, count: i32): void {
  if (count >= 4) v128.store(to, value)
  else storePart(to, value, count)
}

function storePart(to: usize, value: v128, count: i32): void {
  v128.store_lane<f32>(to, value, 0)
  if (count > 1) v128.store_lane<f32>(to, value, 1, 4)
  if (count > 2) v128.store_lane<f32>(to, value, 2, 8)
}
