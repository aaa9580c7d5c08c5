/** A canvas made ready for a new drawing in CSS pixels: as large as what it lies over, and empty. */

/** @returns null where there is no canvas, or none that can be drawn on. */
export function clearedContext(
  canvas: HTMLCanvasElement | null,
  size: { readonly width: number; readonly height: number; readonly ratio: number },
): CanvasRenderingContext2D | null {
  const context = canvas?.getContext('2d')
  if (!canvas || !context) return null
  const width = Math.round(size.width * size.ratio)
  const height = Math.round(size.height * size.ratio)
  // Setting a canvas' size, even to the same, would drop its pixels and allocate them again.
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
  context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0)
  context.clearRect(0, 0, size.width, size.height)
  return context
}
