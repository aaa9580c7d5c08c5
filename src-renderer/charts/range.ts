/** A part of the horizontal axis, in its units, and what zooming and panning make of it. Always min < max. */
export interface Range {
  readonly min: number
  readonly max: number
}

/** The narrowest view, as a share of the whole: below it float64 positions on a long run would blur. */
const narrowestShare = 1e-7

/** Scales the view about a place that stays where it is; factor < 1 zooms in. Null = the whole. */
export function zoomed(view: Range, whole: Range, around: number, factor: number): Range | null {
  const wholeWidth = whole.max - whole.min
  const width = Math.max((view.max - view.min) * factor, wholeWidth * narrowestShare)
  if (!(width < wholeWidth)) return null
  const share = (around - view.min) / (view.max - view.min)
  return placed(around - share * width, width, whole)
}

/** Moves the view without changing its width, as far as the whole goes. */
export function panned(view: Range, whole: Range, distance: number): Range | null {
  const width = view.max - view.min
  return width < whole.max - whole.min ? placed(view.min + distance, width, whole) : null
}

/** The view between two places in either order; null when they are too close to mean one. */
export function between(a: number, b: number, whole: Range): Range | null {
  const min = Math.max(whole.min, Math.min(a, b))
  const max = Math.min(whole.max, Math.max(a, b))
  return max - min > (whole.max - whole.min) * narrowestShare ? { min, max } : null
}

function placed(start: number, width: number, whole: Range): Range {
  const min = Math.min(Math.max(start, whole.min), whole.max - width)
  return { min, max: min + width }
}
