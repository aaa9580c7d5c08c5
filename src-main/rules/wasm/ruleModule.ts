/**
 * Compiled modules, kept by what they were compiled from: the same equations in the same precision compile once.
 *
 * The key is the lane program itself, which knows names of neither slots nor hyperparameters, so rules that differ in
 * names or numbers only share a module. The oldest leaves first, since an editor compiles with every change of a text.
 */
import type { Precision } from '../../engine/precision'
import { webAssembly } from '../../engine/wasm/webAssembly'
import { encodeRule } from './encodeRule'
import type { LaneProgram } from './laneProgram'

/** More than a sweep over optimizers uses at once; a module takes some tens of kilobytes. */
const largestCount = 64

const modules = new Map<string, object>()

export function ruleModule(program: LaneProgram, precision: Precision): object {
  const key = `${precision} ${JSON.stringify(program)}`
  const module = modules.get(key) ?? new webAssembly.Module(encodeRule(program, precision))
  modules.delete(key)
  modules.set(key, module)
  for (const oldest of modules.keys()) {
    if (modules.size <= largestCount) break
    modules.delete(oldest)
  }
  return module
}
