/**
 * The native kernels (`native/` at the project's root) as the engine sees them. Whoever runs in Node loads the addon and
 * hands it in; the engine itself knows no files.
 *
 * Numbers are addresses in memory, counts of elements and single values. Addresses are trusted: every caller checks its
 * arrays against the kernels' memory first. Any thread may call; two calls at once must not write the same elements.
 */

/** Raised with every change of what the addon exports or how it is called; `native/addon.c` names the same number. */
const INTERFACE = 1

/**
 * out[i, j] ← max(floor, start[i, j] + Σ_k a[i, k]·b[k, j]) with k rising, for any part of rows or columns.
 *
 * Strides count elements. start: at start + i·startRow + j, or zeros if it is 0; startRow 0 repeats one row, a bias.
 * a[i, k]: at a + i·aRow + k·aInner, one of the two being 1. b[k, j]: at b + k·bRow + j, or b + j·bRow + k if
 * `isTransposed` is 1. `out` overlaps neither a nor b; up to 60 bytes behind each matrix are read.
 */
export type NativeProduct = (
  out: number,
  a: number,
  b: number,
  start: number,
  rows: number,
  inner: number,
  columns: number,
  outRow: number,
  startRow: number,
  aRow: number,
  aInner: number,
  bRow: number,
  isTransposed: number,
  floor: number,
) => void

/** The kernels compiled for one instruction set. All give the same bits. */
export interface NativeVariant {
  readonly name: string
  readonly product: NativeProduct
  /** out[j] ← Σ_i a[i, j] with i rising, from +0 */
  readonly columnSums: (out: number, a: number, rows: number, columns: number) => void
  /** Elements [start, end) of an update rule; `program` as `rules/native/encodeProgram` writes it. */
  readonly rule: (program: number, cells: number, start: number, end: number) => void
}

export interface NativeAddon {
  /** Of the instruction sets that this processor has, the widest last; never empty. */
  readonly variants: readonly NativeVariant[]
  /** What to use: of each kernel the fastest on this processor. */
  readonly fastest: NativeVariant
  /** Where the bytes start, for as long as their memory lives: shared memory grows without moving. */
  readonly addressOf: (bytes: Uint8Array) => number
}

/** What `native/addon.c` exports. */
interface AddonExports {
  readonly interface: number
  readonly fastestProduct: number
  readonly fastestRule: number
  readonly variants: readonly NativeVariant[]
  readonly addressOf: NativeAddon['addressOf']
}

/**
 * @param loaded - what the module exports, of whatever version
 * @throws RangeError if it was compiled from other sources
 */
export function nativeAddonOf(loaded: unknown): NativeAddon {
  // the codec of this boundary: the number says that the rest is as `native/addon.c` has it
  const exports = loaded as Partial<AddonExports> | null | undefined
  if (exports?.interface !== INTERFACE) {
    throw new RangeError(`interface = ${String(exports?.interface)}, must be ${INTERFACE}`)
  }
  const { variants, fastestProduct, fastestRule, addressOf } = exports as AddonExports
  const product = variants[fastestProduct]
  const rule = variants[fastestRule]
  if (product === undefined || rule === undefined) throw new RangeError('variants = none, must be at least one')
  return { variants, fastest: { ...product, rule: rule.rule }, addressOf }
}

/** The same addon with one instruction set chosen by name, for measurements and tests. */
export function withVariant(addon: NativeAddon, name: string): NativeAddon {
  const fastest = addon.variants.find((variant) => variant.name === name)
  const names = addon.variants.map((variant) => variant.name).join(', ')
  if (fastest === undefined) throw new RangeError(`variant = ${name}, must be one of ${names}`)
  return { ...addon, fastest }
}
