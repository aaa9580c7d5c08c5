/**
 * The update alone (workload W4): rules compiled to wasm, beside the TypeScript evaluator and a kernel written by hand.
 *
 *   node bench/rules.mjs [--precision float32|float64] [--rounds N] [--count N]… [--json]
 *
 * Contenders take turns, so that all see the same noise; figures are ns per parameter (per step for the
 * smallest count), median, lower quartile and best of the rounds. A round is short, so that a busy machine spoils few of them.
 */
import { parseArgs } from 'node:util'
import { bundle } from './bundle.mjs'
import { handWrittenKernels } from './handWrittenKernels.mjs'

const { values: options } = parseArgs({
  options: {
    precision: { type: 'string', default: 'float32' },
    rounds: { type: 'string', default: '60' },
    count: { type: 'string', multiple: true, default: ['8', '1000000', '10000000'] },
    json: { type: 'boolean', default: false },
  },
})
const { precision } = options
const rounds = Number(options.rounds)
const lab = await bundle(new URL('rulesEntry.ts', import.meta.url))

const scalars = { learningRate: 1e-3, beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.01 }
const rules = {
  sgd: { slots: [], text: 'w = w - learningRate*g' },
  rmsprop: {
    slots: ['s'],
    text: 's = beta2*s + (1 - beta2)*g^2\nw = w - learningRate*g / (sqrt(s) + epsilon)',
  },
  adam: {
    slots: ['m', 's'],
    text: [
      'm = beta1*m + (1 - beta1)*g',
      's = beta2*s + (1 - beta2)*g^2',
      'w = w - learningRate*(m/(1 - beta1^t)) / (sqrt(s/(1 - beta2^t)) + epsilon)',
    ].join('\n'),
  },
  lion: {
    slots: ['m'],
    text: [
      'direction = sign(beta1*m + (1 - beta1)*g)',
      'w = w - learningRate*(direction + weightDecay*w)',
      'm = beta2*m + (1 - beta2)*g',
    ].join('\n'),
  },
}

/** An arena of `count` parameters in a memory of its own, filled with numbers near 1. */
function filledArena(slots, count) {
  const memory = new lab.KernelMemory()
  const arena = lab.createArena(precision, [{ name: 'x', shape: [count] }], (...of) => memory.allocate(...of))
  for (const slot of slots) arena.addSlot(slot, 0)
  let state = 1
  const fill = (array) => {
    for (let index = 0; index < count; index++) {
      state = (Math.imul(state, 1664525) + 1013904223) | 0
      array[index] = state / 2 ** 31
    }
  }
  fill(arena.values)
  fill(arena.gradients)
  return { memory, arena }
}

/** @returns {{ name: string, rule: string, step: (t: number) => void }[]} */
function contenders(count) {
  const list = []
  for (const [rule, { slots, text }] of Object.entries(rules)) {
    const tree = lab.parseRule(text).rule
    const { memory, arena } = filledArena(slots, count)
    const typescript = lab.bindRule(tree, arena)
    const compiled = lab.compileRule(tree, arena, memory)
    list.push({ rule, name: 'typescript', step: (t) => typescript.step(t, scalars) })
    list.push({ rule, name: 'wasm', step: (t) => compiled.step(t, scalars) })
    if (precision !== 'float32') continue
    for (const [name, step] of handWrittenKernels(lab, rule, memory, arena, scalars)) list.push({ rule, name, step })
  }
  return list
}

function quantile(numbers, share) {
  const sorted = [...numbers].sort((first, second) => first - second)
  return sorted[Math.floor(sorted.length * share)]
}

function measure(count) {
  const list = contenders(count).map((contender) => ({ ...contender, times: [] }))
  const groups = Object.keys(rules).flatMap((rule) => {
    const same = list.filter((contender) => contender.rule === rule)
    return [same.filter(({ name }) => name === 'typescript'), same.filter(({ name }) => name !== 'typescript')]
  })
  const repeats = Math.max(1, Math.round(1e6 / Math.max(count, 500)))
  const perStep = count < 500
  let t = 0
  // the first rounds are for the compilers: V8 optimizes wasm while it runs
  for (let round = 0; round < rounds + 20; round++) {
    for (const group of groups) {
      // another one first each time: it pays for bringing the arrays into the cache
      for (let turn = 0; turn < group.length; turn++) {
        const { name, step, times } = group[(round + turn) % group.length]
        // the reference is slow and not what is compared closely
        if (name === 'typescript' && round % 5 !== 0) continue
        const start = performance.now()
        for (let repeat = 0; repeat < repeats; repeat++) step(++t)
        if (round >= 20) times.push(((performance.now() - start) * 1e6) / (repeats * (perStep ? 1 : count)))
      }
    }
  }
  return list.map(({ rule, name, times }) => {
    const [quartile, median] = [quantile(times, 0.25), quantile(times, 0.5)]
    return {
      count,
      precision,
      unit: perStep ? 'step' : 'parameter',
      rule,
      name,
      median,
      quartile,
      best: Math.min(...times),
    }
  })
}

/** What a new rule costs before its first step, in µs: median and first. */
function measureStart() {
  return Object.entries(rules).flatMap(([rule, { slots, text }]) => {
    const tree = lab.parseRule(text).rule
    const time = (name, act) => {
      const times = Array.from({ length: 51 }, () => {
        const start = performance.now()
        act()
        return (performance.now() - start) * 1e3
      })
      return { rule, name, median: quantile(times, 0.5), first: times[0] }
    }
    const encode = () => lab.encodeRule(lab.planLanes(lab.planRule(tree, slots), slots), precision)
    const bytes = encode()
    const { memory, arena } = filledArena(slots, 16)
    return [
      { rule, name: 'bytes', median: bytes.length, first: bytes.length },
      time('parse', () => lab.parseRule(text)),
      time('plan and encode', encode),
      time('WebAssembly.Module', () => new WebAssembly.Module(bytes)),
      time('compileRule, module kept', () => lab.compileRule(tree, arena, memory)),
    ]
  })
}

const start = measureStart()
const figures = options.count.flatMap((count) => measure(Number(count)))
if (options.json) {
  for (const figure of [...start, ...figures]) console.log(JSON.stringify(figure))
} else {
  const digits = (row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === 'number' && key !== 'count' ? Number(value.toFixed(3)) : value,
      ]),
    )
  console.log('µs before the first step')
  console.table(start.map(digits))
  console.log('ns per unit')
  console.table(figures.map(digits))
}
