/** How many columns of cards there are, and how high a row is: the largest cards that all fit; else rows that scroll. */

export interface CardGrid {
  readonly columns: number
  readonly rowHeight: number
  /** Columns the last card takes, so that no gap stays beside it. */
  readonly lastSpan: number
}

const narrowest = 288
const lowest = 320
const gap = 8
/** A card is not higher than its width times this. */
const tallest = 1.2
/** Width to height of a card that reads well. */
const ratio = 1.35

/** @param width and height of the area in CSS pixels; `count` cards. */
export function cardGrid(count: number, width: number, height: number): CardGrid {
  const most = Math.max(1, Math.floor((width + gap) / (narrowest + gap)))
  let best: { readonly columns: number; readonly rowHeight: number; readonly size: number } | null = null
  for (let columns = 1; columns <= Math.min(most, Math.max(1, count)); columns++) {
    const rows = Math.ceil(count / columns)
    const cardWidth = (width - gap * (columns - 1)) / columns
    const room = (height - gap * (rows - 1)) / rows
    if (room < lowest) continue
    const rowHeight = Math.floor(Math.max(lowest, Math.min(room, cardWidth * tallest)))
    const size = Math.min(cardWidth / ratio, rowHeight)
    if (best === null || size > best.size) best = { columns, rowHeight, size }
  }
  const columns = best?.columns ?? Math.min(most, Math.max(1, count))
  const lastSpan = columns - ((Math.max(1, count) - 1) % columns)
  return { columns, rowHeight: best?.rowHeight ?? lowest, lastSpan }
}
