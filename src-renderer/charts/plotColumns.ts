/**
 * How many columns of pixels series are read for: those of the widest plot, for all alike, whichever was laid out last.
 *
 * In steps, so that dragging a panel's edge does not read again and again.
 */
import { type ShallowRef, shallowRef } from 'vue'

const step = 128
const atFirst = step * 4

export interface PlotColumns {
  readonly columns: Readonly<ShallowRef<number>>
  /** A card's plot is so many CSS pixels wide; `cards` are those there are now. */
  measure(card: string, pixels: number, cards: readonly string[]): void
}

export function createPlotColumns(): PlotColumns {
  const columns = shallowRef(atFirst)
  const widths = new Map<string, number>()
  return {
    columns,
    measure(card, pixels, cards) {
      widths.set(card, pixels)
      const widest = Math.max(pixels, ...cards.map((id) => widths.get(id) ?? 0))
      columns.value = Math.max(step, Math.ceil(widest / step) * step)
    },
  }
}
