/**
 * Fields: what an optimizer, schedule, problem, dataset or layer can be set to, as plain data.
 *
 * The form, the validator, the catalogue and the stored record all come from the same table.
 * A field without `default` must be given, unless `leftOut` says what its absence means.
 */

/** Bounds of a number: `min`/`max` include the bound, `above`/`below` exclude it. */
export interface Bounds {
  readonly min?: number
  readonly above?: number
  readonly max?: number
  readonly below?: number
}

/** Holds while the other field has (`is`) or has not (`isNot`) this value, defaults filled in. */
export type FieldCondition =
  | { readonly field: string; readonly is: number | boolean | string }
  | { readonly field: string; readonly isNot: number | boolean | string }

interface Described {
  /** What the form calls it; from the key when absent. */
  readonly label?: string
  /** The symbol of the lecture or the paper, such as `β₂`. */
  readonly symbol?: string
  /** One sentence for the tooltip. */
  readonly help?: string
  /** Where the default comes from. */
  readonly source?: string
  /** Shown only while it matters: while this holds of other fields of the same table, or all of these. */
  readonly when?: FieldCondition | readonly FieldCondition[]
  /** One value for a whole run: exceptions for some parameters cannot change it. */
  readonly isForWholeRun?: boolean
}

export interface RealField extends Described, Bounds {
  readonly type: 'real'
  readonly default?: number
  readonly scale?: 'linear' | 'log'
  /** An ε that is added to the root of a mean of squares, and divides alone where these are 0. */
  readonly isBesideRoot?: boolean
  /** 0 is a choice of its own, such as no clipping, and not the end of ever smaller numbers. */
  readonly isZeroApart?: boolean
  /** A learning rate: at 0 nothing moves. The other numbers of schedules are used in float64. */
  readonly isRate?: boolean
}

export interface IntegerField extends Described, Bounds {
  readonly type: 'integer'
  readonly default?: number
  readonly scale?: 'linear' | 'log'
  /** It may stay out of a document, which is stored so, and then means this: "the run’s seed". */
  readonly leftOut?: string
}

export interface BooleanField extends Described {
  readonly type: 'boolean'
  readonly default?: boolean
}

export interface ChoiceField<V extends string = string> extends Described {
  readonly type: 'choice'
  readonly options: readonly { readonly value: V; readonly label: string }[]
  readonly default?: V
}

export interface TextField extends Described {
  readonly type: 'text'
  readonly default?: string
  readonly minLength?: number
  readonly maxLength: number
  /**
   * `file`, `folder`: the text is a full path, the window offers to choose it, relative ones are resolved.
   * `rule`: it is an update rule of the user's own, for which the window has an editor.
   */
  readonly format?: 'file' | 'folder' | 'rule'
}

/** A list of numbers, each inside the bounds. */
export interface RealsField extends Described, Bounds {
  readonly type: 'reals'
  readonly default?: readonly number[]
  readonly minLength: number
  readonly maxLength: number
}

/** A member of another catalogue list, as `{ kind, … }`. */
export interface MemberField extends Described {
  readonly type: 'member'
  readonly of: CatalogueList
  readonly default?: Member
}

/** A list of members of another catalogue list. */
export interface MembersField extends Described {
  readonly type: 'members'
  readonly of: CatalogueList
  readonly default?: readonly Member[]
  /** Each kind once. */
  readonly isEachKindOnce?: boolean
  readonly minLength: number
  readonly maxLength: number
}

/** Other values of the fields beside it for some parameters, chosen by pattern; see `parameterExceptions.ts`. */
export interface ExceptionsField extends Described {
  readonly type: 'exceptions'
  readonly default?: readonly ParameterException[]
  readonly maxLength: number
}

export type Field =
  | RealField
  | IntegerField
  | BooleanField
  | ChoiceField
  | TextField
  | RealsField
  | MemberField
  | MembersField
  | ExceptionsField

export type Fields = Readonly<Record<string, Field>>

/** The lists a document's members come from. */
export type CatalogueList = 'problems' | 'optimizers' | 'schedules' | 'datasets' | 'layers' | 'diagnostics'

export type FieldValue =
  | number
  | boolean
  | string
  | readonly number[]
  | Member
  | readonly Member[]
  | readonly ParameterException[]

/** What is different for the parameters whose names a pattern fits. */
export interface ParameterException {
  /** Such as `*.b` */
  readonly parameters: string
  readonly [setting: string]: number | boolean | string
}

/** One member as the document has it: its kind, and its fields. */
export interface Member {
  readonly kind: string
  readonly [field: string]: FieldValue
}

type ValueOf<F extends Field> = F extends RealField | IntegerField
  ? number
  : F extends BooleanField
    ? boolean
    : F extends ChoiceField<infer V>
      ? V
      : F extends TextField
        ? string
        : F extends RealsField
          ? readonly number[]
          : F extends MemberField
            ? Member
            : F extends MembersField
              ? readonly Member[]
              : readonly ParameterException[]

/** The settings that a table of fields describes, every default filled in. */
export type SettingsOf<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> }

export function real(field: Omit<RealField, 'type'>): RealField {
  return { type: 'real', ...field }
}

export function integer(field: Omit<IntegerField, 'type'>): IntegerField {
  return { type: 'integer', ...field }
}

export function flag(field: Omit<BooleanField, 'type'>): BooleanField {
  return { type: 'boolean', ...field }
}

export function choice<const V extends string>(field: Omit<ChoiceField<V>, 'type'>): ChoiceField<V> {
  return { type: 'choice', ...field }
}

export function text(field: Omit<TextField, 'type'>): TextField {
  return { type: 'text', ...field }
}

export function reals(field: Omit<RealsField, 'type'>): RealsField {
  return { type: 'reals', ...field }
}

export function member(field: Omit<MemberField, 'type'>): MemberField {
  return { type: 'member', ...field }
}

export function members(field: Omit<MembersField, 'type'>): MembersField {
  return { type: 'members', ...field }
}

export function exceptions(field: Omit<ExceptionsField, 'type'>): ExceptionsField {
  return { type: 'exceptions', ...field }
}
