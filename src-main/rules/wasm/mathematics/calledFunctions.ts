/** The functions that compiled rules call for want of an instruction: twins of the engine's, in float64. */
import type { ModuleFunction } from '../encodeModule'
import { FunctionBody } from '../functionBody'
import { writeExponential } from './writeExponential'
import { writeLogarithm } from './writeLogarithm'
import { writePower } from './writePower'

export type CalledOperation = 'exp' | 'log' | 'power'

const writers: Readonly<Record<CalledOperation, { readonly parameters: number; write(body: FunctionBody): void }>> = {
  exp: { parameters: 1, write: writeExponential },
  log: { parameters: 1, write: writeLogarithm },
  power: { parameters: 2, write: writePower },
}

export function isCalled(operation: string): operation is CalledOperation {
  return Object.hasOwn(writers, operation)
}

export function calledFunction(operation: CalledOperation): ModuleFunction {
  const { parameters, write } = writers[operation]
  const body = new FunctionBody(parameters)
  write(body)
  return { parameters: Array.from({ length: parameters }, () => 'f64'), results: ['f64'], code: body.finish() }
}
