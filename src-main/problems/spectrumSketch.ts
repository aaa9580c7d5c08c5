/** The eigenvalues of a bowl of many dimensions as a picture: λ by its place, the steepest first. */
import type { Sketch } from '../contract/sketch'
import { eigenvaluesOf, type SpectrumSettings } from './spectrum'

/** More could not be told apart in a form. */
const mostPoints = 400

export function spectrumSketch(settings: SpectrumSettings): Sketch {
  const { dimensions } = settings
  const values = eigenvaluesOf(settings)
  const count = Math.min(dimensions, mostPoints)
  const places = Array.from({ length: count }, (_, index) =>
    count === 1 ? 0 : Math.round((index * (dimensions - 1)) / (count - 1)),
  )
  const shown = places.map((place) => values[place] ?? Number.NaN)
  return {
    title: 'Spectrum',
    xTitle: 'direction',
    yTitle: 'λ',
    style: 'points',
    x: places.map((place) => place + 1),
    low: shown,
    high: shown,
    note: '',
  }
}
