/** Places of the ticks of an axis: round numbers, few enough to be read. */
import type { Scale } from './axisLimits'

/**
 * @param count the most ticks wanted; at least 2.
 * @returns rising values inside [min, max]: multiples of 1, 2 or 5 times a power of ten on a linear axis; on a log axis
 *   powers of ten, with 2 and 5 between them where there is less than about two decades to show.
 */
export function ticks(min: number, max: number, scale: Scale, count: number): readonly number[] {
  if (!(max > min)) return [min]
  if (scale === 'linear') return linearTicks(min, max, count)
  const first = Math.ceil(Math.log10(min) - 1e-9)
  const last = Math.floor(Math.log10(max) + 1e-9)
  const decades = last - first + 1
  if (decades >= 3) {
    const stride = Math.max(1, Math.ceil(decades / count))
    const aligned = Math.ceil(first / stride) * stride
    return range(aligned, last, stride).map((exponent) => Number(`1e${exponent}`))
  }
  const between = range(first - 1, last + 1, 1)
    .flatMap((exponent) => [Number(`1e${exponent}`), Number(`2e${exponent}`), Number(`5e${exponent}`)])
    .filter((value) => value >= min && value <= max)
  return between.length >= 2 ? between : linearTicks(min, max, count)
}

function linearTicks(min: number, max: number, count: number): readonly number[] {
  const raw = (max - min) / Math.max(1, count - 1)
  const exponent = Math.floor(Math.log10(raw))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * 10 ** exponent >= raw * (1 - 1e-9)) ?? 10
  // Written in decimal so that 0.3 is 0.3 and not three times 0.1.
  const unit = Number(`${factor}e${exponent}`)
  const from = Math.ceil(min / unit - 1e-9)
  const to = Math.floor(max / unit + 1e-9)
  return range(from, to, 1).map((multiple) => Number(`${multiple * factor}e${exponent}`))
}

function range(from: number, to: number, stride: number): readonly number[] {
  return Array.from({ length: Math.max(0, Math.floor((to - from) / stride) + 1) }, (_, index) => from + index * stride)
}
