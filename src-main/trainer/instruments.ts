/**
 * The instruments of a run: the standard list and those its document asks for, each with its cadence.
 *
 * A cadence is a function of the instrument's own settings and the size of the run alone, and an instrument leaves no
 * trace in what it asks of its context; so what else is measured changes none of its rows.
 */
import type { DiagnosticSettings } from '../contract/diagnosticSettings'
import type { FieldValue } from '../contract/field'
import {
  type Cadence,
  type Costs,
  checkCadence,
  ownCadence,
  type RunLength,
  type StandardCadences,
  standardCadences,
} from '../diagnostics/cadence'
import { costOfEvaluationNs, costOfOwnRowNs, costOfRowNs, costOfStepNs, type RunSize } from '../diagnostics/costModel'
import type { Diagnostic, DiagnosticContext, Instrument, ParameterSettings, When } from '../diagnostics/diagnostic'
import { type ObservedSecondMoment, observedSecondMoment } from '../diagnostics/observedSecondMoment'
import type { Arena } from '../engine/arena'
import type { Measures } from '../engine/measures/measures'
import type { Optimizer } from '../optimizers/optimizer'
import type { Evaluations } from './evaluations'
import type { Probe } from './probe'
import type { Recorder } from './recorder'

export interface Measurement {
  readonly kind: string
  readonly when: When
  readonly cadence: Cadence
  readonly instrument: Instrument
}

export interface Instruments {
  /** In the order of the list. */
  readonly measurements: readonly Measurement[]
  /** Of all measurements, and what they share. */
  readonly instruments: readonly Instrument[]
}

export interface Cadences {
  readonly standard: StandardCadences
  /** Where it is looked whether the run has diverged. */
  readonly checks: Cadence
  /** Of a diagnostic; null where it has no row in such a run. */
  of(diagnostic: Diagnostic): Cadence | null
}

/** @param isHeard - a schedule that listens to evaluations is to hear one an epoch */
export function resolveCadences(
  list: readonly Diagnostic[],
  settings: DiagnosticSettings,
  length: RunLength,
  size: RunSize,
  isHeard: boolean,
): Cadences {
  const stepNs = costOfStepNs(size)
  const always = list.filter(({ isStandard, appliesTo }) => isStandard && appliesTo === undefined)
  const costs: Costs = {
    stepNs,
    rowNs: costOfRowNs(always, size),
    evaluationNs: isHeard ? 1 : costOfEvaluationNs(size),
  }
  const standard = standardCadences(settings, length, costs)
  return {
    standard,
    checks: checkCadence(length, costs),
    of(diagnostic) {
      const own = settings.measure.find(({ kind }) => kind === diagnostic.kind)
      if (own !== undefined) {
        return ownCadence(diagnostic, Number(own.every), length, stepNs, costOfOwnRowNs(diagnostic, size))
      }
      const isNeverDue = diagnostic.when === 'atEvaluations' && length.stepsPerEpoch === null
      return diagnostic.isStandard && !isNeverDue ? standard[diagnostic.when] : null
    },
  }
}

export interface Surroundings {
  readonly arena: Arena
  readonly measures: Measures
  readonly optimizer: Optimizer
  readonly optimizerSettings: Readonly<Record<string, FieldValue>>
  settingsOf(parameter: string): ParameterSettings
  readonly evaluations: Evaluations
  readonly probe: Probe
  readonly recorder: Recorder
}

export function createInstruments(
  list: readonly Diagnostic[],
  cadences: Pick<Cadences, 'of'>,
  around: Surroundings,
): Instruments {
  let shared: ObservedSecondMoment | undefined
  const secondMoment = (): ObservedSecondMoment => {
    const { arena, measures, settingsOf, optimizer } = around
    const scalar = (name: string): number => optimizer.kept?.values()[name] ?? Number.NaN
    shared ??= observedSecondMoment({ arena, measures, settingsOf, slots: optimizer.slots, scalar })
    return shared
  }
  const measurements = list.flatMap((diagnostic): Measurement[] => {
    const cadence = cadences.of(diagnostic)
    if (cadence === null || diagnostic.appliesTo?.(around.optimizerSettings) === false) return []
    const instrument = diagnostic.create(contextOf(diagnostic, around, secondMoment))
    return [{ kind: diagnostic.kind, when: diagnostic.when, cadence, instrument }]
  })
  const instruments = measurements.map(({ instrument }) => instrument)
  return { measurements, instruments: shared === undefined ? instruments : [...instruments, observing(shared)] }
}

/** The shared s_dW observer, an instrument without rows. */
function observing({ tensors, observe }: ObservedSecondMoment): Instrument {
  return { ...(tensors && { tensors }), ...(observe && { observe }), measure: () => undefined }
}

function contextOf(
  { kind: diagnostic }: Diagnostic,
  around: Surroundings,
  secondMoment: DiagnosticContext['secondMoment'],
): DiagnosticContext {
  const { arena, measures, optimizer, settingsOf, evaluations, probe, recorder } = around
  let gradientEvaluations = 0
  return {
    arena,
    measures,
    slots: optimizer.slots,
    settingsOf,
    secondMoment,
    evaluate: (part) => evaluations.of(part),
    lossAt: (values) => probe.lossAt(values),
    gradientAt(values, gradients) {
      gradientEvaluations++
      return probe.gradientAt(values, gradients)
    },
    gradientEvaluations: () => gradientEvaluations,
    series: ({ parameter = '', shape }) => recorder.series({ key: { diagnostic, parameter }, shape }),
  }
}
