/**
 * Checks a document's numbers in the precision that it computes in.
 *
 * A number that rounds to infinity is refused, and so is one that rounds to 0 where its field allows no 0 or means something
 * else by it ("no clipping"). A number that rounds to 0 where 0 is allowed, a rate that rounds to 0 and so moves nothing, or a
 * decay that rounds to 1 is kept, with a remark. So is an ε beside a root that is less than the root of the smallest number:
 * where a square is 0, ε alone divides.
 *
 * Numbers of schedules that are no rates are left out: they are used in float64. Those of a dataset are checked when it is read
 * (datasets/requireHeld.ts).
 */
import type { CheckedDefinition, Registry } from './definition'
import type { InputProblem } from './errors'
import type { Bounds, CatalogueList, Field, Member, ParameterException, RealField } from './field'
import { isWithin } from './fieldText'
import { exceptionFields } from './parameterExceptions'

export interface NumbersInPrecision {
  readonly refused: readonly InputProblem[]
  readonly remarks: readonly InputProblem[]
}

type Precision = 'float32' | 'float64'

/** The parts of an experiment whose numbers are looked at. */
export interface Numbers {
  readonly problem: Member
  readonly optimizer: Member
  readonly schedule: Member
  readonly precision: Precision
}

interface PrecisionFacts {
  readonly round: (value: number) => number
  readonly smallest: number
  readonly smallestText: string
  readonly largestText: string
}

export const precisionFacts: Readonly<Record<Precision, PrecisionFacts>> = {
  float32: { round: Math.fround, smallest: 2 ** -149, smallestText: '1.4e-45', largestText: '3.4e38' },
  float64: { round: (value) => value, smallest: 2 ** -1074, smallestText: '4.9e-324', largestText: '1.8e308' },
}

/** @returns '0 in …' or 'infinite in …' when the number rounds to it; undefined otherwise */
export function lostIn(precision: Precision, value: number): string | undefined {
  const { round, smallestText, largestText } = precisionFacts[precision]
  const rounded = round(value)
  if (value !== 0 && rounded === 0) return `0 in ${precision}, whose smallest number is ${smallestText}`
  return Number.isFinite(rounded) ? undefined : `infinite in ${precision}, whose largest number is ${largestText}`
}

export function numbersInPrecision(
  { problem, optimizer, schedule, precision }: Numbers,
  registry: Registry,
): NumbersInPrecision {
  const walk = new NumberWalk(precision, registry)
  walk.member('problems', problem, 'problem')
  walk.member('optimizers', optimizer, 'optimizer')
  walk.member('schedules', schedule, 'schedule')
  return walk
}

class NumberWalk implements NumbersInPrecision {
  readonly refused: InputProblem[] = []
  readonly remarks: InputProblem[] = []

  constructor(
    private readonly precision: Precision,
    private readonly registry: Registry,
  ) {}

  member(list: CatalogueList, settings: Member, path: string): void {
    const definition = this.registry[list].find(({ kind }) => kind === settings.kind)
    if (definition === undefined || list === 'datasets') return
    const refused = definition.checkIn?.(settings, this.precision) ?? []
    this.refused.push(...refused.map((one) => ({ ...one, path: `${path}.${one.path}` })))
    for (const [name, field] of Object.entries(fieldsInForce(definition, settings))) {
      if (list === 'schedules' && !(field.type === 'real' && field.isRate === true)) continue
      this.value(field, settings[name], `${path}.${name}`, settings, definition)
    }
  }

  private value(field: Field, value: unknown, path: string, beside: Member, definition: CheckedDefinition): void {
    if (field.type === 'real' && typeof value === 'number') this.number(value, field, path, beside)
    else if (field.type === 'reals') {
      for (const [index, one] of (value as readonly number[]).entries())
        this.number(one, field, `${path}[${index}]`, beside)
    } else if (field.type === 'member' && value !== undefined) this.member(field.of, value as Member, path)
    else if (field.type === 'members') {
      for (const [index, one] of (value as readonly Member[]).entries()) this.member(field.of, one, `${path}[${index}]`)
    } else if (field.type === 'exceptions') {
      this.exceptions((value ?? []) as readonly ParameterException[], path, beside, definition)
    }
  }

  private exceptions(
    list: readonly ParameterException[],
    path: string,
    run: Member,
    definition: CheckedDefinition,
  ): void {
    const fields = exceptionFields(fieldsInForce(definition, run))
    list.forEach((exception, index) => {
      for (const [name, value] of Object.entries(exception)) {
        const field = fields[name]
        if (field?.type === 'real' && typeof value === 'number')
          this.number(value, field, `${path}[${index}].${name}`, { ...run, ...exception })
      }
    })
  }

  private number(
    value: number,
    field: Bounds & Pick<RealField, 'isBesideRoot' | 'isRate' | 'isZeroApart'>,
    path: string,
    beside: Member,
  ): void {
    const { round, smallest } = precisionFacts[this.precision]
    const rounded = round(value)
    const lost = lostIn(this.precision, value)
    const mayBecomeZero = field.isZeroApart !== true && (isWithin(0, field) || field.isRate === true)
    if (lost !== undefined && !(Number.isFinite(rounded) && mayBecomeZero)) {
      const other = Number.isFinite(rounded) ? 'larger' : 'smaller'
      this.refused.push({ path, message: `= ${value}, must not be ${lost}; take a ${other} one, or float64` })
    } else if (lost !== undefined) {
      this.remarks.push({ path, message: `= ${value} is ${lost}` })
    } else if (field.below !== undefined && rounded >= field.below) {
      this.remarks.push({ path, message: `= ${value} is ${rounded} in ${this.precision}` })
    } else if (field.isBesideRoot === true && beside.epsilonPlacement !== 'inside' && value < Math.sqrt(smallest)) {
      this.remarks.push({ path, message: `= ${value} ${aloneText(this.precision)}` })
    }
  }
}

function fieldsInForce(definition: CheckedDefinition, settings: Member) {
  const special = definition.specialise?.(settings)
  return special?.ok === true ? { ...definition.fields, ...special.definition.fields } : definition.fields
}

function aloneText(precision: Precision): string {
  const root = Math.sqrt(precisionFacts[precision].smallest).toPrecision(2)
  return `divides alone where a gradient is below ${root}, whose square is 0 in ${precision}: such steps are as large as α·g/ε`
}
