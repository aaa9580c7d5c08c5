import { describe, expect, it } from 'vitest'
import { parseRule } from '../parseRule'
import { planRule } from '../planRule'
import { type LaneProgram, planLanes } from './laneProgram'
import { ruleModule } from './ruleModule'

function lanesOf(text: string, slots: readonly string[] = []): LaneProgram {
  const result = parseRule(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return planLanes(planRule(result.rule, slots), slots)
}

describe('compiled modules', () => {
  it('are kept: the same rule compiles once, whatever its slots and numbers are called', () => {
    const first = ruleModule(lanesOf('s = beta*s + g\nw = w - alpha*s', ['s']), 'float32')
    expect(ruleModule(lanesOf('v = b*v + g\nw = w - a*v', ['v']), 'float32')).toBe(first)
  })

  it('differ with the equations, the order of the slots and the precision', () => {
    const modules = [
      ruleModule(lanesOf('s = s + g\nw = w - s + m', ['s', 'm']), 'float32'),
      ruleModule(lanesOf('s = s + g\nw = w - s + m', ['s', 'm']), 'float64'),
      ruleModule(lanesOf('s = s + g\nw = w - s + m', ['m', 's']), 'float32'),
      ruleModule(lanesOf('s = s - g\nw = w - s + m', ['s', 'm']), 'float32'),
    ]
    expect(new Set(modules).size).toBe(4)
  })

  it('leave when many others were used since, and stay when they are used', () => {
    const used = lanesOf('w = w - g')
    const unused = lanesOf('w = w + g')
    const [usedModule, unusedModule] = [ruleModule(used, 'float32'), ruleModule(unused, 'float32')]
    for (let power = 0; power < 100; power++) {
      ruleModule(lanesOf(`w = w${' - g'.repeat(power + 2)}`), 'float32')
      expect(ruleModule(used, 'float32')).toBe(usedModule)
    }
    expect(ruleModule(unused, 'float32')).not.toBe(unusedModule)
  })
})
