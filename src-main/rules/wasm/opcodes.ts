/**
 * The WebAssembly instructions that compiled rules are made of, by their names in the text format.
 *
 * Source: WebAssembly Core Specification 2.0, sections 5.4 and 5.3.1 (types).
 */

export const valueTypes = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const
export type ValueType = keyof typeof valueTypes

/** One byte each, without immediates. */
export const plainOpcodes = {
  return: 0x0f,
  select: 0x1b,
  'i32.eq': 0x46,
  'i32.lt_s': 0x48,
  'i32.lt_u': 0x49,
  'i32.gt_s': 0x4a,
  'i32.ge_s': 0x4e,
  'f64.eq': 0x61,
  'f64.ne': 0x62,
  'f64.lt': 0x63,
  'f64.gt': 0x64,
  'f64.le': 0x65,
  'f64.ge': 0x66,
  'i32.add': 0x6a,
  'i32.sub': 0x6b,
  'i32.and': 0x71,
  'i32.or': 0x72,
  'i32.shl': 0x74,
  'i32.shr_s': 0x75,
  'i64.or': 0x84,
  'i64.shl': 0x86,
  'i64.shr_u': 0x88,
  'f64.abs': 0x99,
  'f64.floor': 0x9c,
  'f64.trunc': 0x9d,
  'f64.sqrt': 0x9f,
  'f64.add': 0xa0,
  'f64.sub': 0xa1,
  'f64.mul': 0xa2,
  'f64.div': 0xa3,
  'i32.wrap_i64': 0xa7,
  'i32.trunc_f64_s': 0xaa,
  'i64.extend_i32_u': 0xad,
  'f32.demote_f64': 0xb6,
  'f64.convert_i32_s': 0xb7,
  'f64.promote_f32': 0xbb,
  'i64.reinterpret_f64': 0xbd,
  'f64.reinterpret_i64': 0xbf,
} as const
export type PlainOpcode = keyof typeof plainOpcodes

/** Instructions with immediates that `FunctionBody` writes itself. */
export const structuredOpcodes = {
  loop: 0x03,
  if: 0x04,
  else: 0x05,
  end: 0x0b,
  br_if: 0x0d,
  call: 0x10,
  'local.get': 0x20,
  'local.set': 0x21,
  'i32.const': 0x41,
  'i64.const': 0x42,
  'f64.const': 0x44,
} as const

/** Follow the prefix 0xfd; what is written after them stands behind the name. */
export const vectorOpcodes = {
  'v128.load': 0x00, // align offset
  'v128.load32_splat': 0x09, // align offset
  'v128.load64_splat': 0x0a, // align offset
  'v128.store': 0x0b, // align offset
  'v128.const': 0x0c, // 16 bytes
  'f32x4.splat': 0x13,
  'f64x2.splat': 0x14,
  'f32x4.extract_lane': 0x1f, // lane
  'f32x4.replace_lane': 0x20, // lane
  'f64x2.extract_lane': 0x21, // lane
  'f64x2.replace_lane': 0x22, // lane
  'f32x4.eq': 0x41,
  'f32x4.ne': 0x42,
  'f32x4.lt': 0x43,
  'f32x4.gt': 0x44,
  'f32x4.le': 0x45,
  'f32x4.ge': 0x46,
  'f64x2.eq': 0x47,
  'f64x2.ne': 0x48,
  'f64x2.lt': 0x49,
  'f64x2.gt': 0x4a,
  'f64x2.le': 0x4b,
  'f64x2.ge': 0x4c,
  'v128.and': 0x4e,
  'v128.or': 0x50,
  'v128.bitselect': 0x52,
  'v128.store32_lane': 0x5a, // align offset lane
  'v128.store64_lane': 0x5b, // align offset lane
  'v128.load32_zero': 0x5c, // align offset
  'v128.load64_zero': 0x5d, // align offset
  'f32x4.abs': 0xe0,
  'f32x4.neg': 0xe1,
  'f32x4.sqrt': 0xe3,
  'f32x4.add': 0xe4,
  'f32x4.sub': 0xe5,
  'f32x4.mul': 0xe6,
  'f32x4.div': 0xe7,
  'f32x4.min': 0xe8,
  'f32x4.max': 0xe9,
  'f64x2.abs': 0xec,
  'f64x2.neg': 0xed,
  'f64x2.sqrt': 0xef,
  'f64x2.add': 0xf0,
  'f64x2.sub': 0xf1,
  'f64x2.mul': 0xf2,
  'f64x2.div': 0xf3,
  'f64x2.min': 0xf4,
  'f64x2.max': 0xf5,
} as const
export type VectorOpcode = keyof typeof vectorOpcodes
