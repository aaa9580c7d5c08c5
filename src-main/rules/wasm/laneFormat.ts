/**
 * How numbers of each precision lie in a 128-bit register: four float32 lanes or two float64 lanes.
 *
 * Every instruction named here rounds once, in the lane's own precision, and is what `Math.fround` of the float64
 * operation gives: 53 bits are enough for + − × ÷ √ of 24-bit numbers not to be hurt by rounding twice.
 * `min` and `max` give NaN if either side is, and take −0 to be below +0, as the language does.
 * Source: Figueroa, "When is double rounding innocuous?", 1995; WebAssembly Core Specification 2.0, section 4.3.3.
 */
import type { Precision } from '../../engine/precision'
import type { FunctionBody } from './functionBody'
import type { Comparison, LaneOperation } from './laneProgram'
import type { VectorOpcode } from './opcodes'

type DirectOperation =
  | Comparison
  | Exclude<LaneOperation, 'sign' | 'exp' | 'log' | 'power' | 'notZero' | 'one' | 'select'>

export interface LaneFormat {
  readonly lanes: number
  /** log₂ of the bytes of an element */
  readonly elementShift: number
  /** Operations that are one instruction. */
  readonly direct: Readonly<Record<DirectOperation, VectorOpcode>>
  readonly loadSplat: VectorOpcode
  /** one element into lane 0, the others 0 */
  readonly loadElement: VectorOpcode
  readonly storeElement: VectorOpcode
  /** v128 → float64, on the stack */
  extract(body: FunctionBody, lane: number): void
  /** float64 → v128, rounded, in every lane */
  splat(body: FunctionBody): void
  /** v128, float64 → v128 with the number, rounded, in one lane */
  replace(body: FunctionBody, lane: number): void
  /** v128 with the number in every lane */
  constant(body: FunctionBody, value: number): void
}

const float32: LaneFormat = {
  lanes: 4,
  elementShift: 2,
  direct: {
    negate: 'f32x4.neg',
    sqrt: 'f32x4.sqrt',
    abs: 'f32x4.abs',
    add: 'f32x4.add',
    subtract: 'f32x4.sub',
    multiply: 'f32x4.mul',
    divide: 'f32x4.div',
    min: 'f32x4.min',
    max: 'f32x4.max',
    less: 'f32x4.lt',
    lessOrEqual: 'f32x4.le',
    greater: 'f32x4.gt',
    greaterOrEqual: 'f32x4.ge',
    equal: 'f32x4.eq',
    notEqual: 'f32x4.ne',
  },
  loadSplat: 'v128.load32_splat',
  loadElement: 'v128.load32_zero',
  storeElement: 'v128.store32_lane',
  extract: (body, lane) => body.vector('f32x4.extract_lane', lane).plain('f64.promote_f32'),
  splat: (body) => body.plain('f32.demote_f64').vector('f32x4.splat'),
  replace: (body, lane) => body.plain('f32.demote_f64').vector('f32x4.replace_lane', lane),
  constant: (body, value) => body.vector('v128.const', ...littleEndian(new Float32Array(4).fill(value))),
}

const float64: LaneFormat = {
  lanes: 2,
  elementShift: 3,
  direct: {
    negate: 'f64x2.neg',
    sqrt: 'f64x2.sqrt',
    abs: 'f64x2.abs',
    add: 'f64x2.add',
    subtract: 'f64x2.sub',
    multiply: 'f64x2.mul',
    divide: 'f64x2.div',
    min: 'f64x2.min',
    max: 'f64x2.max',
    less: 'f64x2.lt',
    lessOrEqual: 'f64x2.le',
    greater: 'f64x2.gt',
    greaterOrEqual: 'f64x2.ge',
    equal: 'f64x2.eq',
    notEqual: 'f64x2.ne',
  },
  loadSplat: 'v128.load64_splat',
  loadElement: 'v128.load64_zero',
  storeElement: 'v128.store64_lane',
  extract: (body, lane) => body.vector('f64x2.extract_lane', lane),
  splat: (body) => body.vector('f64x2.splat'),
  replace: (body, lane) => body.vector('f64x2.replace_lane', lane),
  constant: (body, value) => body.vector('v128.const', ...littleEndian(new Float64Array(2).fill(value))),
}

export const laneFormats: Readonly<Record<Precision, LaneFormat>> = { float32, float64 }

export function isDirect(operation: LaneOperation): operation is DirectOperation {
  return Object.hasOwn(float32.direct, operation)
}

function littleEndian(numbers: Float32Array | Float64Array): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(numbers.byteLength))
  numbers.forEach((value, index) => {
    if (numbers instanceof Float32Array) bytes.setFloat32(4 * index, value, true)
    else bytes.setFloat64(8 * index, value, true)
  })
  return new Uint8Array(bytes.buffer)
}
