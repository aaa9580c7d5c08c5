import { describe, expect, it } from 'vitest'
import { checkRule, type RuleNames } from './checkRule'
import { parseRule } from './parseRule'

const names = { hyperparameters: ['learningRate', 'beta2'], slots: [] }

function problemsOf(text: string, known: RuleNames = names): readonly string[] {
  const result = parseRule(text)
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return checkRule(result.rule, known).map(
    ({ line, column, length, message }) => `${line}:${column}+${length} ${message}`,
  )
}

describe('checkRule', () => {
  it('finds nothing wrong with a rule that can run', () => {
    const text = 'rate = learningRate/(1 - beta2^t)\ns = beta2*s + (1 - beta2)*g^2\nw = w - rate*g/sqrt(s)'
    expect(problemsOf(text, { ...names, slots: ['s'] })).toEqual([])
    expect(problemsOf('a = g\na = a*a\nw = w - a')).toEqual([])
    expect(problemsOf('w = w - learningRate*g')).toEqual([])
  })

  it.each([
    ['w = w - learningrate*g', '1:9+12 unknown name "learningrate"; did you mean "learningRate"?'],
    ['w = w - (momentum)*g', '1:10+8 unknown name "momentum"; known here are g, w, t, learningRate, beta2'],
    [
      'w = w - s\ns = g',
      '1:9+1 "s" is used before line 2 assigns it; assign it earlier, or declare it as a slot with an initial value',
    ],
    [
      's = beta2*s + g\nw = w - s',
      '1:11+1 "s" is used before line 1 assigns it; assign it earlier, or declare it as a slot with an initial value',
    ],
    [
      'g = g*2\nw = w - g',
      '1:1+1 "g" is the gradient and cannot be assigned; give the changed gradient a name of its own',
    ],
    ['t = 1\nw = w - g', '1:1+1 "t" is the step and cannot be assigned'],
    [
      'beta2 = 1\nw = w - beta2*g',
      '1:1+5 "beta2" is a hyperparameter and cannot be assigned; give the new value a name of its own',
    ],
    ['sqrt = 1\nw = w - g', '1:1+4 "sqrt" has a meaning of its own in every rule; choose another name'],
    [
      'a = g\nw = w - g',
      '1:1+1 "a" is assigned but never used after; use it, or declare it as a slot with an initial value to keep it',
    ],
    [
      'a = g\na = w\nw = a',
      '1:1+1 "a" is assigned but never used after; use it, or declare it as a slot with an initial value to keep it',
    ],
    ['a = g\nb = a\nb = b + a\nw = b*0 + w', undefined],
    ['a = g', '1:1+0 the rule never moves the parameter; add a line "w = …"'],
  ])('%s: %s', (text, problem) => {
    const found = problemsOf(text)
    if (problem === undefined) expect(found).toEqual([])
    else expect(found).toContain(problem)
  })

  it('a scalar may be read before its line and assigned whatever is free of elements', () => {
    const known = { ...names, scalars: ['sum'] }
    expect(problemsOf('a = 2*sum\nsum = sum + a*t\nw = w - g/sum', known)).toEqual([])
    expect(problemsOf('a = g\nw = w - a\na = t\nsum = a\nw = w - sum', known)).toEqual([])
  })

  it.each([
    ['sum = sum + g\nw = sum', '1:13+1', 'g'],
    ['a = 2*w\nb = a\nsum = b\nw = sum', '3:7+1', 'b'],
  ])('%s: an element cannot be assigned to a scalar', (text, place, name) => {
    expect(problemsOf(text, { ...names, scalars: ['sum'] })).toEqual([
      `${place} "sum" is one number for all elements, and "${name}" differs between them; declare "sum" as a slot, or leave "${name}" out`,
    ])
  })

  it('a declared scalar must be assigned, and have a name of its own', () => {
    expect(problemsOf('w = w - g', { hyperparameters: ['a'], slots: [], scalars: ['sum', 'a'] })).toEqual([
      '1:1+0 "a" is declared twice',
      '1:1+0 the scalar "sum" is never assigned; add a line "sum = …", or leave the scalar out',
      '1:1+0 the scalar "a" is never assigned; add a line "a = …", or leave the scalar out',
    ])
  })

  it('reports every problem, in reading order', () => {
    expect(problemsOf('t = x\ng = y*x').map((problem) => problem.slice(0, 5))).toEqual([
      '1:1+1',
      '1:5+1',
      '2:1+1',
      '2:5+1',
      '2:7+1',
      '1:1+0',
    ])
  })

  it('checks the declared names themselves', () => {
    expect(problemsOf('w = w - g', { hyperparameters: ['a', 'w', 'a'], slots: ['s', '2b'] })).toEqual([
      '1:1+0 "2b" is not a name: use letters A–Z, digits and _, not starting with a digit',
      '1:1+0 "w" has a meaning of its own in every rule; choose another name',
      '1:1+0 "a" is declared twice',
      '1:1+0 the slot "s" is never assigned; add a line "s = …", or leave the slot out',
      '1:1+0 the slot "2b" is never assigned; add a line "2b = …", or leave the slot out',
    ])
  })
})
