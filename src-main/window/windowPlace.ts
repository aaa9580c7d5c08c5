/** Where the window was, remembered between starts in `window.json` of the data folder. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Rectangle } from 'electron'
import { z } from '../contract/schema'

export const smallestWindow = { width: 900, height: 600 } as const
const firstWindow = { width: 1440, height: 900 } as const

const windowPlaceSchema = z.strictObject({
  x: z.number().int().optional(),
  y: z.number().int().optional(),
  width: z.number().int().min(smallestWindow.width).max(20_000),
  height: z.number().int().min(smallestWindow.height).max(20_000),
  isMaximized: z.boolean(),
})
export type WindowPlace = Readonly<z.infer<typeof windowPlaceSchema>>

/** What was remembered; the first size when nothing was, or when the file is not what it should be. */
export function readWindowPlace(file: string): WindowPlace {
  try {
    const result = windowPlaceSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (result.success) return result.data
  } catch {
    // No file yet, or not JSON: the window opens as on the first day.
  }
  return { ...firstWindow, isMaximized: false }
}

/** What cannot be written, as on a full disk, is forgotten: no reason to keep the window from closing. */
export function writeWindowPlace(file: string, place: WindowPlace): void {
  try {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(`${file}.new`, JSON.stringify(place))
    renameSync(`${file}.new`, file)
  } catch {
    // The next window opens where one before this was, or as on the first day.
  }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}

/** Drops a position that no present display shows enough of to grab, and shrinks to the largest display. */
export function fitToDisplays(place: WindowPlace, workAreas: readonly Rectangle[]): WindowPlace {
  const widest = Math.max(...workAreas.map((area) => area.width), smallestWindow.width)
  const highest = Math.max(...workAreas.map((area) => area.height), smallestWindow.height)
  const size = { width: Math.min(place.width, widest), height: Math.min(place.height, highest) }
  const { x, y, isMaximized } = place
  if (x === undefined || y === undefined) return { ...size, isMaximized }
  const smallestGrip = 100 * 100
  const isVisible = workAreas.some((area) => overlap(area, { x, y, ...size }) >= smallestGrip)
  return isVisible ? { x, y, ...size, isMaximized } : { ...size, isMaximized }
}
