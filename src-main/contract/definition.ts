/** Definitions: the members of each list as data. What crosses a process is `Catalogue`, free of functions. */
import type { InputProblem } from './errors'
import type { CatalogueList, Fields, FieldValue, Member, SettingsOf } from './field'
import type { RuleLine } from './ruleLines'

/** Named values for some of a definition's fields, such as "PyTorch" for RMSProp. */
export interface DefinitionPreset {
  readonly title: string
  readonly source?: string
  readonly values: Readonly<Record<string, FieldValue>>
}

/** What a slot starts as: a number, the value of a setting, or (`from: 'w'`) the parameter itself. */
export type SlotInitial = number | { readonly from: string }

/** One number an optimizer keeps per element. `role: 'secondMoment'` marks the slot that s_dW charts show. */
export interface SlotDeclaration {
  readonly label: string
  readonly meaning: string
  readonly initial: SlotInitial
  readonly role?: 'secondMoment' | 'firstMoment'
  /** Of a second moment in another unit: the scalar whose square is in it, and is divided out where it is shown as s_dW. */
  readonly timesSquareOf?: string
}

/** One number an optimizer keeps from step to step for all elements. */
export interface ScalarDeclaration {
  readonly label: string
  readonly meaning: string
  readonly initial: number
}

/** Something outside of this program that a definition was held against, or a law it was seen to keep. */
export interface Checked {
  /** A path of given settings, or of a preset; a vector of three steps; a law. */
  readonly kind: 'trajectory' | 'preset' | 'vector' | 'law'
  readonly name: string
  /** Where the numbers, or the law, come from. */
  readonly source: string
}

export interface Definition {
  /** The `kind` of the document. */
  readonly kind: string
  readonly title: string
  /** One sentence for the form. */
  readonly summary: string
  readonly source?: string
  readonly fields: Fields
  readonly presets?: readonly DefinitionPreset[]
  /** Optimizers: slots, and the rule with every setting at its default, for display. */
  readonly slots?: Readonly<Record<string, SlotDeclaration>>
  readonly rule?: string
  /** Optimizers: numbers kept from step to step for all elements. */
  readonly scalars?: Readonly<Record<string, ScalarDeclaration>>
  /** Optimizers: the slot that validation and test are evaluated at, where it is not the parameter itself. */
  readonly evaluationSlot?: string
  /** Optimizers: what this one was checked against; the tests run exactly these. */
  readonly checkedAgainst?: readonly Checked[]
  /** Optimizers: the lines that settings pick the rule from; `ruleText(ruleLines, settings)` is what a run trains by. */
  readonly ruleLines?: readonly RuleLine[]
  /** Problems: what a document gets that leaves these out, and whether epochs exist. */
  readonly defaults?: {
    readonly budget: { readonly steps: number } | { readonly epochs: number }
    readonly precision: 'float32' | 'float64'
  }
  readonly hasEpochs?: boolean
  /** Problems of two dimensions: the part of the plane to draw at the default settings. */
  readonly window?: { readonly x: readonly [number, number]; readonly y: readonly [number, number] }
}

/** A definition together with what only the process that runs it needs. */
export interface CheckedDefinition extends Definition {
  /** Conditions between fields, such as equal lengths; paths are relative to the member. */
  check?(settings: Readonly<Record<string, FieldValue>>): readonly InputProblem[]
  /**
   * Conditions on the problem and the optimizer it is to work with, undefined where the document's is not sound; paths are
   * relative to the member. Asked of schedules.
   */
  checkWith?(
    settings: Readonly<Record<string, FieldValue>>,
    problem: Definition,
    optimizer: ChosenOptimizer | undefined,
  ): readonly InputProblem[]
  /** What of its text cannot be meant in a precision, beyond its fields; paths are relative to the member. */
  checkIn?(settings: Readonly<Record<string, FieldValue>>, precision: 'float32' | 'float64'): readonly InputProblem[]
  /** What this member, not checked yet, makes of the definition: the text of a rule declares fields of its own. */
  specialise?(member: object): Specialised
}

/** An optimizer as a document has it; the definition is the one in force, so that of an own rule's text. */
export interface ChosenOptimizer {
  readonly definition: Definition
  readonly settings: Member
}

/** The definition in force for one member, or what of the member stands against it; paths are relative to it. */
export type Specialised =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly problems: readonly InputProblem[] }

/** A `check` that sees its settings typed by its own table of fields. */
export type CheckOf<F extends Fields> = (settings: SettingsOf<F>) => readonly InputProblem[]

export type Registry = Readonly<Record<CatalogueList, readonly CheckedDefinition[]>>

/** What one row of a diagnostic costs, in nanoseconds of the machine of `diagnostics/costModel.ts`. */
export interface DiagnosticCost {
  readonly perElementNs: number
  readonly perParameterNs: number
  /** Gradients of the batch that are computed again for a row; none when left out. */
  readonly gradientEvaluations?: number
}

/**
 * One diagnostic as data: what it measures, and what may be concluded from it. Which columns it records depends on the
 * run: they stand with each series.
 */
export interface DiagnosticDefinition extends Definition {
  /** Measured in every run; the others where a document asks for them. */
  readonly isStandard: boolean
  readonly perParameter: boolean
  /** The axis a chart of it starts with. */
  readonly scale: 'linear' | 'log'
  readonly unit?: string
  readonly equation: string
  /** What a user may conclude from it. */
  readonly reading: string
  /** What decides how often sparse rows come; next to nothing when left out. */
  readonly cost?: DiagnosticCost
}

export interface Catalogue extends Readonly<Record<CatalogueList, readonly Definition[]>> {
  readonly diagnostics: readonly DiagnosticDefinition[]
}
