/**
 * A rule plan as a program for lanes: several elements side by side in one register.
 *
 * Every array is loaded once, before anything else, and stored once, after everything else; in between there are only
 * values that never change. So `copy` disappears, and no instruction depends on a place that another one writes.
 * A comparison gives a mask of whole lanes, which `select` takes as it is; the 1 or 0 of the language is made of it
 * only where a number is read.
 */
import { InvariantError } from '../../contract/assertNever'
import type { ElementInstruction, ElementOperand, ElementPlace, RuleOperation, RulePlan } from '../rulePlan'

export type Comparison = Extract<
  RuleOperation,
  'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual' | 'equal' | 'notEqual'
>

/** `notZero` and comparisons give masks; `one` is 1 or 0 of a mask; `select` is its second input where the mask is set. */
export type LaneOperation = Exclude<RuleOperation, 'copy' | 'where'> | 'notZero' | 'one' | 'select'

/** An array as it was before the step, a scalar's cell, or the result of an instruction, by its index. */
export type LaneValue = { readonly kind: 'array' | 'cell' | 'result'; readonly index: number }

export interface LaneInstruction {
  readonly operation: LaneOperation
  readonly inputs: readonly LaneValue[]
}

export interface LaneProgram {
  /** 0 is w, 1 is g, 2 and on are the slots in their order */
  readonly arrays: number
  readonly instructions: readonly LaneInstruction[]
  readonly stores: readonly { readonly array: number; readonly value: LaneValue }[]
}

const comparisons: ReadonlySet<RuleOperation> = new Set<Comparison>([
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'equal',
  'notEqual',
])

/** @param slots - the names the plan was made with; their order is that of the arrays */
export function planLanes(plan: RulePlan, slots: readonly string[]): LaneProgram {
  const planner = new LanePlanner(slots)
  for (const instruction of plan.elementInstructions) planner.add(instruction)
  return planner.program()
}

class LanePlanner {
  private readonly instructions: LaneInstruction[] = []
  private readonly registers = new Map<number, LaneValue>()
  /** What each array holds at this point of the rule. */
  private readonly contents: LaneValue[]
  /** Per mask made by a comparison, by the index of its instruction: its 1 or 0, once that was asked for. */
  private readonly numbers = new Map<number, LaneValue | undefined>()

  constructor(private readonly slots: readonly string[]) {
    this.contents = Array.from({ length: 2 + slots.length }, (_, index) => ({ kind: 'array', index }))
  }

  program(): LaneProgram {
    const stores = this.contents.flatMap((content, array) => {
      const isUnchanged = content.kind === 'array' && content.index === array
      return isUnchanged ? [] : [{ array, value: this.number(content) }]
    })
    return { arrays: this.contents.length, instructions: this.instructions, stores }
  }

  add({ operation, inputs, output }: ElementInstruction): void {
    const values = inputs.map((input) => this.read(input))
    this.write(output, this.result(operation, values))
  }

  private result(operation: RuleOperation, [first, ...others]: readonly LaneValue[]): LaneValue {
    if (first === undefined) throw new InvariantError(`${operation} without inputs`)
    if (operation === 'copy') return first
    const rest = others.map((value) => this.number(value))
    if (operation === 'where') return this.emit('select', [this.mask(first), ...rest])
    const result = this.emit(operation, [this.number(first), ...rest])
    if (comparisons.has(operation)) this.numbers.set(result.index, undefined)
    return result
  }

  private read(operand: ElementOperand): LaneValue {
    if (operand.kind === 'scalar') return { kind: 'cell', index: operand.cell }
    if (operand.kind !== 'register') return this.contents[this.arrayOf(operand)]!
    const value = this.registers.get(operand.register)
    if (value === undefined) throw new InvariantError(`register ${operand.register} is read before it is written`)
    return value
  }

  private write(place: ElementPlace, value: LaneValue): void {
    if (place.kind === 'register') this.registers.set(place.register, value)
    else this.contents[this.arrayOf(place)] = value
  }

  private arrayOf(place: Exclude<ElementOperand, { readonly kind: 'register' | 'scalar' }>): number {
    if (place.kind === 'values') return 0
    return place.kind === 'gradients' ? 1 : 2 + this.slots.indexOf(place.name)
  }

  private isMask(value: LaneValue): boolean {
    return value.kind === 'result' && this.numbers.has(value.index)
  }

  private mask(value: LaneValue): LaneValue {
    return this.isMask(value) ? value : this.emit('notZero', [value])
  }

  private number(value: LaneValue): LaneValue {
    if (!this.isMask(value)) return value
    const number = this.numbers.get(value.index) ?? this.emit('one', [value])
    this.numbers.set(value.index, number)
    return number
  }

  private emit(operation: LaneOperation, inputs: readonly LaneValue[]): LaneValue {
    return { kind: 'result', index: this.instructions.push({ operation, inputs }) - 1 }
  }
}
