/** Surroundings of an instrument: a small arena, and its rows by column and parameter. */
import type { SlotDeclaration } from '../../contract/definition'
import { columnNames } from '../../contract/series'
import { type Arena, createArena } from '../../engine/arena'
import { typescriptMeasures } from '../../engine/measures/typescriptMeasures'
import type { Precision } from '../../engine/precision'
import type { DiagnosticContext, StepFacts } from '../diagnostic'
import { observedSecondMoment } from '../observedSecondMoment'

interface Around {
  readonly slots?: (arena: Arena) => Readonly<Record<string, SlotDeclaration>>
  settingsOf?(parameter: string): object
  scalar?(name: string): number
}

/** @param lengths - of the parameters p0, p1, … */
export function contextFor(precision: Precision, lengths: readonly number[], around: Around = {}) {
  const arena = createArena(
    precision,
    lengths.map((length, index) => ({ name: `p${index}`, shape: [length] })),
  )
  const rows = new Map<string, [step: number, value: number][]>()
  const series: string[] = []
  const slots = around.slots?.(arena) ?? {}
  const settingsOf = (parameter: string) => ({ learningRateFactor: 1, ...around.settingsOf?.(parameter) })
  const scalar = around.scalar ?? (() => Number.NaN)
  const measures = typescriptMeasures
  const moment = observedSecondMoment({ arena, measures, slots, settingsOf, scalar })
  const context: DiagnosticContext = {
    arena,
    measures,
    slots,
    settingsOf,
    secondMoment: () => moment,
    evaluate: () => null,
    lossAt: () => Number.NaN,
    gradientAt: () => Number.NaN,
    gradientEvaluations: () => 0,
    series({ parameter = '', shape }) {
      series.push(parameter)
      const columns = columnNames(shape).map((column) => {
        const values: [number, number][] = []
        rows.set(`${column} ${parameter}`.trim(), values)
        return values
      })
      return {
        push(step, row) {
          for (const [index, values] of columns.entries()) values.push([step, row[index]!])
        },
      }
    },
  }
  return { arena, rows, series, context, moment }
}

export function facts(step: number): StepFacts {
  return { step, loss: 1, learningRate: 0.1, epochLoss: null, elapsedMs: 0 }
}
