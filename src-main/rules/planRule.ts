/**
 * Tree → straight-line code, in the order of the text, operands from left to right.
 *
 * - A node free of elements is a scalar: once per step, in float64. A name assigned such a node is a scalar too.
 * - x^2 … x^8 of an element is repeated multiplication from the left, ((x·x)·x)·x, rounded after each;
 *   x^-n is 1/(x^n); x^0 is 1. Every other power of an element is the engine's `power`.
 * - A kept number is a cell that starts the step with the value the step before left.
 * - `a = s` keeps the value of that moment, whatever happens to `s` later.
 */
import { InvariantError } from '../contract/assertNever'
import type {
  ElementInstruction,
  ElementOperand,
  ElementPlace,
  RuleOperation,
  RulePlan,
  ScalarInstruction,
  ScalarSource,
} from './rulePlan'
import type { RuleExpression, RuleTree } from './ruleTree'
import type { BinaryOperator } from './ruleVocabulary'

/** Above it, repeated multiplication is no longer cheaper than the engine's `power`. */
const largestUnrolledPower = 8

const binaryOperations: Readonly<Record<BinaryOperator, RuleOperation>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '^': 'power',
  '<': 'less',
  '<=': 'lessOrEqual',
  '>': 'greater',
  '>=': 'greaterOrEqual',
  '==': 'equal',
  '!=': 'notEqual',
}

/**
 * @param slots - names that live in arrays of the run; `w`, `g` and `t` are given, names assigned before use are
 * temporaries, and every other name is a hyperparameter
 * @param kept - names of the numbers kept from step to step; none is assigned an element
 */
export function planRule(tree: RuleTree, slots: readonly string[], kept: readonly string[] = []): RulePlan {
  const planner = new RulePlanner(slots, kept)
  for (const { target, expression } of tree.assignments) planner.assign(target, expression)
  return planner.plan()
}

class RulePlanner {
  private readonly sources: ScalarSource[] = []
  private readonly scalarInstructions: ScalarInstruction[] = []
  private readonly elementInstructions: ElementInstruction[] = []
  private readonly temporaries = new Map<string, ElementOperand>()
  private readonly sourceCells = new Map<string, number>()
  /** Per kept number: the cell it starts the step in, and the one that has its value by now. */
  private readonly keptCells = new Map<string, { readonly before: number; after: number }>()
  private cells = 0
  private registers = 0

  constructor(
    private readonly slots: readonly string[],
    kept: readonly string[],
  ) {
    for (const name of kept) {
      const cell = this.cells++
      this.keptCells.set(name, { before: cell, after: cell })
    }
  }

  plan(): RulePlan {
    const { cells, sources, scalarInstructions, elementInstructions } = this
    const kept = [...this.keptCells].map(([name, { before, after }]) => ({ name, before, after }))
    return { cells, sources, scalarInstructions, kept, elementInstructions }
  }

  assign(target: string, expression: RuleExpression): void {
    const value = this.lower(expression)
    const kept = this.keptCells.get(target)
    if (kept !== undefined) {
      if (value.kind !== 'scalar') throw new InvariantError(`the scalar ${target} is assigned an element`)
      kept.after = value.cell
    } else if (target === 'w') {
      this.store(value, expression, { kind: 'values' })
    } else if (this.slots.includes(target)) {
      this.store(value, expression, { kind: 'slot', name: target })
    } else {
      const isLasting = value.kind === 'scalar' || value.kind === 'register'
      this.temporaries.set(target, isLasting ? value : this.emit('copy', [value]))
    }
  }

  /** The instruction that made the value writes the array at once, where the value has no other reader. */
  private store(value: ElementOperand, expression: RuleExpression, output: ElementPlace): void {
    const last = this.elementInstructions.at(-1)
    const isFresh = value.kind === 'register' && expression.kind !== 'name'
    if (last !== undefined && isFresh) {
      this.elementInstructions[this.elementInstructions.length - 1] = { ...last, output }
    } else {
      this.elementInstructions.push({ operation: 'copy', inputs: [value], output })
    }
  }

  /** The operand that holds the expression's value. Only a `name` gives a register that was there before. */
  private lower(expression: RuleExpression): ElementOperand {
    switch (expression.kind) {
      case 'number':
        return this.literal(expression.value)
      case 'name':
        return this.name(expression.name)
      case 'negate':
        return this.emit('negate', [this.lower(expression.operand)])
      case 'call':
        return this.emit(
          expression.function,
          expression.arguments.map((argument) => this.lower(argument)),
        )
      case 'binary':
        return this.binary(expression.operator, expression.left, expression.right)
    }
  }

  private binary(operator: BinaryOperator, left: RuleExpression, right: RuleExpression): ElementOperand {
    const base = this.lower(left)
    const exponent = operator === '^' ? literalInteger(right) : undefined
    const isUnrolled = exponent !== undefined && Math.abs(exponent) <= largestUnrolledPower
    if (base.kind !== 'scalar' && isUnrolled) return this.unrolledPower(base, exponent)
    return this.emit(binaryOperations[operator], [base, this.lower(right)])
  }

  private unrolledPower(base: ElementOperand, exponent: number): ElementOperand {
    if (exponent === 0) return this.literal(1)
    let product = Math.abs(exponent) === 1 ? this.emit('copy', [base]) : base
    for (let factors = 1; factors < Math.abs(exponent); factors++) product = this.emit('multiply', [product, base])
    return exponent > 0 ? product : this.emit('divide', [this.literal(1), product])
  }

  private emit(operation: RuleOperation, inputs: readonly ElementOperand[]): ElementOperand {
    const scalars = inputs.flatMap((input) => (input.kind === 'scalar' ? [input.cell] : []))
    if (scalars.length === inputs.length) {
      const cell = this.cells++
      this.scalarInstructions.push({ operation, inputs: scalars, cell })
      return { kind: 'scalar', cell }
    }
    const output: ElementPlace = { kind: 'register', register: this.registers++ }
    this.elementInstructions.push({ operation, inputs, output })
    return output
  }

  private name(name: string): ElementOperand {
    if (name === 'w') return { kind: 'values' }
    if (name === 'g') return { kind: 'gradients' }
    if (this.slots.includes(name)) return { kind: 'slot', name }
    const kept = this.keptCells.get(name)
    if (kept !== undefined) return { kind: 'scalar', cell: kept.after }
    const temporary = this.temporaries.get(name)
    if (temporary !== undefined) return temporary
    if (name === 't') return this.source(name, (cell) => ({ kind: 'step', cell }))
    return this.source(name, (cell) => ({ kind: 'hyperparameter', cell, name }))
  }

  private literal(value: number): ElementOperand {
    return this.source(String(value), (cell) => ({ kind: 'literal', cell, value }))
  }

  /** One cell per literal and name. A literal's key is its digits, which no name starts with. */
  private source(key: string, make: (cell: number) => ScalarSource): ElementOperand {
    const known = this.sourceCells.get(key)
    if (known !== undefined) return { kind: 'scalar', cell: known }
    const cell = this.cells++
    this.sources.push(make(cell))
    this.sourceCells.set(key, cell)
    return { kind: 'scalar', cell }
  }
}

/** The exponent when it is written as an integer, with or without signs. */
function literalInteger(expression: RuleExpression): number | undefined {
  if (expression.kind === 'negate') {
    const operand = literalInteger(expression.operand)
    return operand === undefined ? undefined : -operand
  }
  return expression.kind === 'number' && Number.isInteger(expression.value) ? expression.value : undefined
}
