/** Results as plain tables, for who looks on. */
import type { FigureResult } from './measureFigures'
import type { Ratio } from './ratios'

/** Three digits that count, or a whole number. */
export function shortFigure(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}

export function figureTable({ id, title, unit, results, absent }: FigureResult): string {
  const lines = results.map(
    ({ contender, variant, median, best }) =>
      `  ${`${contender} ${variant}`.padEnd(32)}${shortFigure(median).padStart(12)}${shortFigure(best).padStart(12)}`,
  )
  const missing = absent
    .filter(({ reason }) => reason !== 'no counterpart')
    .map(({ contender, variant, reason }) => `  ${`${contender} ${variant}`.padEnd(32)}${reason}`)
  return [`\n${id}: ${title}, ${unit} (median, best)`, ...lines, ...missing].join('\n')
}

export function ratioTable(ratios: readonly Ratio[]): string {
  const lines = ratios.map(({ figure, of, against, ratio, atLeast, with: instructionSet }) => {
    const reached = ratio === null ? 'not measured' : ratio >= atLeast ? 'reached' : 'below'
    const asked = `≥ ${atLeast}${instructionSet === null ? '' : ` (${instructionSet})`}`
    const value = ratio === null ? '–' : shortFigure(ratio)
    return `  ${figure.padEnd(8)} ${of.padEnd(26)} ${against.padEnd(16)}${value.padStart(9)}  ${asked.padEnd(16)} ${reached}`
  })
  return ['\nratios of bests', ...lines].join('\n')
}
