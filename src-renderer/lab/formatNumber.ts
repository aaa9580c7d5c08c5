/**
 * Numbers as the window writes them, everywhere the same.
 *
 * From 10⁻³ up to a million in plain digits, outside of that in the form 1.5e-8; trailing zeros say nothing that was
 * not known, so they are left out. Non-finite values are written out, since a diverged run has them.
 */
const smallestPlain = 1e-3
const smallestLarge = 1e6

/** A measured value to some significant digits: 0.05213, 8.1e-5, 97.12. */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return nonFinite(value)
  if (value === 0) return '0'
  const rounded = Number(value.toPrecision(digits))
  return isPlain(rounded) ? String(rounded) : exponentForm(rounded)
}

/** A setting, exactly: the shortest text that reads back as the same number. */
export function formatSetting(value: number): string {
  if (!Number.isFinite(value)) return nonFinite(value)
  return value === 0 || Number.isInteger(value) || isPlain(value) ? String(value) : exponentForm(value)
}

/** A share such as an accuracy, in per cent: 97.1 %. */
export function formatPercent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : nonFinite(share)
}

/** A count with its thousands apart: 84,120. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** A size in units of 1,000 bytes: 48.2 MB. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  const size = bytes / 1000 ** power
  return `${power === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[power]}`
}

/** A duration: 0.42 s, 41 s, 3 min 07 s, 2 h 05 min. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 9.95) return `${milliseconds.toFixed(1)} ms`
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 9950) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${twoDigits(seconds % 60)} s`
  return `${Math.floor(minutes / 60)} h ${twoDigits(minutes % 60)} min`
}

function isPlain(value: number): boolean {
  const size = Math.abs(value)
  return size >= smallestPlain && size < smallestLarge
}

function exponentForm(value: number): string {
  return value.toExponential().replace('e+', 'e')
}

function nonFinite(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0')
}
