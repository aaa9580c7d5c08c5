/**
 * The element part of a rule as the numbers that `native/rule.h` runs: how many instructions, how many constants; for
 * each constant a register and the cell that fills it; for each instruction the operation, out, a, b and c (the address
 * of an array, or −1 − r for register r), and the cells p and q.
 *
 * Combined operations take their scalars as p and q; any other reads a scalar from a register that is filled with it, so
 * that all its inputs are blocks.
 */
import type { AllocatedRegisters } from '../allocateRegisters'
import { type FusedOperation, isFused } from '../fusedLoops'
import type { ElementOperand, RuleOperation } from '../rulePlan'

/** In the order of the numbers in `native/ruleOperations.h`; what is missing has no native form. */
const operations: readonly (RuleOperation | FusedOperation)[] = [
  'copy',
  'negate',
  'sqrt',
  'abs',
  'sign',
  'add',
  'subtract',
  'multiply',
  'divide',
  'min',
  'max',
  'less',
  'lessOrEqual',
  'greater',
  'greaterOrEqual',
  'equal',
  'notEqual',
  'where',
  'scaledPlus',
  'blend',
  'blendSquare',
  'rootPlus',
  'subtractScaled',
  'descend',
]

/** As `native/rule.h` has them. */
const mostInstructions = 128
const mostRegisters = 32

/** Where the elements of an array of the run start in memory; nothing is asked of registers and scalars. */
export type AddressOf = (place: Exclude<ElementOperand, { readonly kind: 'register' | 'scalar' }>) => number

/** null for a rule that has no native form: with exp, log or a general power, or too long. */
export function encodeProgram(
  { registers, instructions }: AllocatedRegisters,
  addressOf: AddressOf,
): readonly number[] | null {
  const constants = new Map<number, number>()
  const blockOf = (operand: ElementOperand): number => {
    if (operand.kind === 'register') return -1 - operand.register
    if (operand.kind !== 'scalar') return addressOf(operand)
    const register = constants.get(operand.cell) ?? registers + constants.size
    constants.set(operand.cell, register)
    return -1 - register
  }
  const words = instructions.flatMap(({ operation, inputs, output }) => {
    const scalars = isFused(operation) ? inputs.filter((input) => input.kind === 'scalar') : []
    const [a = 0, b = a, c = a] = inputs.filter((input) => !scalars.some((scalar) => scalar === input)).map(blockOf)
    const [p = 0, q = 0] = scalars.map(({ cell }) => cell)
    return [operations.indexOf(operation), blockOf(output), a, b, c, p, q]
  })
  const isNative = instructions.every(({ operation }) => operations.includes(operation))
  if (!isNative || instructions.length > mostInstructions || registers + constants.size > mostRegisters) return null
  const fillings = [...constants].flatMap(([cell, register]) => [register, cell])
  return [instructions.length, constants.size, ...fillings, ...words]
}
