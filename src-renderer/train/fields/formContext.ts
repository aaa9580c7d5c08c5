/** What every field of a form needs from around it: the catalogue, what is wrong, and whether anything may be changed. */
import { type InjectionKey, inject, provide, type Ref } from 'vue'
import { InvariantError } from '../../../src-main/contract/assertNever'
import type { Catalogue } from '../../../src-main/contract/definition'
import type { InputProblem } from '../../../src-main/contract/errors'

export interface FormContext {
  readonly catalogue: Readonly<Ref<Catalogue>>
  readonly problems: Readonly<Ref<readonly InputProblem[]>>
  /** Settings that are valid but probably unintended. */
  readonly remarks?: Readonly<Ref<readonly InputProblem[]>>
  readonly isDisabled: Readonly<Ref<boolean>>
  /** By path, what the nearest preset has in place of what is set. */
  readonly presetMarks?: Readonly<Ref<ReadonlyMap<string, string>>>
}

const key: InjectionKey<FormContext> = Symbol('form')

export function provideForm(context: FormContext): void {
  provide(key, context)
}

/** @throws InvariantError outside of a form. */
export function useForm(): FormContext {
  const context = inject(key)
  if (context === undefined) throw new InvariantError('a field stands outside of a form')
  return context
}
