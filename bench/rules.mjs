/**
 * The update alone (workload W4): every optimizer with up to two slots, its rule compiled to wasm, beside the TypeScript
 * evaluator and a kernel written by hand; then the ratio of bests to the better form of that kernel.
 *
 *   node bench/rules.mjs [--precision float32|float64] [--rounds N] [--count N]… [--rule KIND]… [--json]
 *
 * Contenders take turns, so that all see the same noise; figures are ns per parameter (per step for the
 * smallest count), median, lower quartile and best of the rounds. A round is short, so that a busy machine spoils few of them.
 */
import { parseArgs } from 'node:util'
import { bundle } from './bundle.mjs'
import { handWritten, handWrittenKernels } from './handWrittenKernels.mjs'

const { values: options } = parseArgs({
  options: {
    precision: { type: 'string', default: 'float32' },
    rounds: { type: 'string', default: '60' },
    count: { type: 'string', multiple: true, default: ['8', '1000000', '10000000'] },
    rule: { type: 'string', multiple: true, default: [] },
    json: { type: 'boolean', default: false },
  },
})
const { precision } = options
const rounds = Number(options.rounds)
const lab = await bundle(new URL('rulesEntry.ts', import.meta.url))

/** Every optimizer of the list that is equations and has up to two slots, as its defaults make it. */
const rules = Object.fromEntries(
  lab.optimizers
    .filter(
      ({ kind, ruleLines }) => ruleLines !== undefined && (options.rule.length === 0 || options.rule.includes(kind)),
    )
    .map((definition) => {
      const entries = Object.entries(definition.fields).map(([name, field]) => [name, field.default])
      const settings = Object.fromEntries(entries)
      return [definition.kind, { definition, settings, text: lab.ruleText(definition.ruleLines, settings) }]
    })
    .filter(([, { definition, settings }]) => {
      const arena = lab.createArena(precision, [{ name: 'x', shape: [1] }])
      definition.bind(settings, arena)
      return arena.slots.size <= 2
    }),
)
const withoutKernel = Object.keys(rules).filter((rule) => !handWritten.includes(rule))
if (withoutKernel.length > 0) throw new Error(`no kernel by hand for ${withoutKernel.join(', ')}`)

/** An arena of `count` parameters in a memory of its own, filled with numbers near 1. */
function filledArena(count) {
  const memory = new lab.KernelMemory()
  const arena = lab.createArena(precision, [{ name: 'x', shape: [count] }], (...of) => memory.allocate(...of))
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

/** The optimizer on arrays of its own. */
function bound({ definition, settings }, backend, count) {
  const { memory, arena } = filledArena(count)
  const rules = backend === 'wasm' ? lab.wasmRules(memory) : lab.typescriptRules
  const optimizer = definition.bind(settings, arena, rules)
  return { memory, arena, optimizer, step: (t) => optimizer.step(t, settings.learningRate) }
}

/** What an optimizer keeps for all elements after 999 steps: kernels by hand are written for step 1000. */
function keptAfter999(described) {
  const { optimizer, step } = bound(described, 'typescript', 8)
  for (let t = 1; t < 1000; t++) step(t)
  return optimizer.kept.values()
}

/** @throws Error where a kernel by hand does something else than the rule: then it is no measure of it */
function checkKernels() {
  for (const [rule, described] of Object.entries(rules)) {
    const byRule = bound(described, 'wasm', 64)
    const slots = [...byRule.arena.slots.values()]
    byRule.optimizer.kept.restore(keptAfter999(described))
    byRule.step(1000)
    for (const form of [0, 1]) {
      const { memory, arena } = bound(described, 'wasm', 64)
      handWrittenKernels(lab, rule, memory, arena, described.settings)[form][1]()
      const pairs = [
        [arena.values, byRule.arena.values],
        ...[...arena.slots.values()].map((slot, index) => [slot, slots[index]]),
      ]
      for (const [own, other] of pairs) {
        if (own.every((value, index) => Math.abs(value - other[index]) <= 1e-5 * Math.max(1e-3, Math.abs(value))))
          continue
        throw new Error(`the kernel by hand of ${rule} does not do what the rule does`)
      }
    }
  }
}

/** @returns {{ name: string, rule: string, step: (t: number) => void }[]} */
function contenders(count) {
  const list = []
  for (const [rule, described] of Object.entries(rules)) {
    list.push({ rule, name: 'typescript', step: bound(described, 'typescript', count).step })
    const { memory, arena, step } = bound(described, 'wasm', count)
    list.push({ rule, name: 'wasm', step })
    if (precision !== 'float32') continue
    for (const [name, byHand] of handWrittenKernels(lab, rule, memory, arena, described.settings)) {
      list.push({ rule, name, step: byHand })
    }
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
  return Object.entries(rules).flatMap(([rule, described]) => {
    const { definition, text } = described
    const tree = lab.parseRule(text).rule
    const slots = [...bound(described, 'typescript', 16).arena.slots.keys()]
    const scalars = Object.keys(definition.scalars ?? {})
    const time = (name, act) => {
      const times = Array.from({ length: 51 }, () => {
        const start = performance.now()
        act()
        return (performance.now() - start) * 1e3
      })
      return { rule, name, median: quantile(times, 0.5), first: times[0] }
    }
    const encode = () => lab.encodeRule(lab.planLanes(lab.planRule(tree, slots, scalars), slots), precision)
    const bytes = encode()
    return [
      { rule, name: 'bytes', median: bytes.length, first: bytes.length },
      time('parse', () => lab.parseRule(text)),
      time('plan and encode', encode),
      time('WebAssembly.Module', () => new WebAssembly.Module(bytes)),
      time('bind, module kept', () => bound(described, 'wasm', 16)),
    ]
  })
}

/** Compiled to the better kernel by hand, by their bests: at most 1.15 is asked for at 10⁶. */
function ratios(figures) {
  return figures
    .filter(({ name }) => name === 'wasm')
    .flatMap(({ rule, count, best }) => {
      const same = figures.filter((other) => other.rule === rule && other.count === count)
      const byHand = same.filter(({ name }) => name.startsWith('by hand')).map((figure) => figure.best)
      return byHand.length === 0 ? [] : [{ rule, count, ratio: best / Math.min(...byHand) }]
    })
}

if (precision === 'float32') checkKernels()
const start = measureStart()
const figures = options.count.flatMap((count) => measure(Number(count)))
if (options.json) {
  for (const figure of [...start, ...figures, ...ratios(figures)]) console.log(JSON.stringify(figure))
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
  console.log('compiled / by hand')
  console.table(ratios(figures).map(digits))
}
