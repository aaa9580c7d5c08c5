import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Registry } from './definition'
import { everyField } from './diagnosticSettings'
import { sentence } from './errors'
import { experimentSchema, parseExperiment } from './experiment'
import { choice, flag, integer, member, members, real, reals, text } from './field'

const registry: Registry = {
  diagnostics: ['histogram', 'norm'].map((kind) => ({
    kind,
    title: kind,
    summary: kind,
    fields: { every: everyField('Steps between rows.') },
  })),
  problems: [
    {
      kind: 'bowl',
      title: 'Bowl',
      summary: 'A bowl.',
      fields: {
        eigenvalues: reals({ above: 0, minLength: 1, maxLength: 3 }),
        start: reals({ minLength: 1, maxLength: 3, default: [1, 1] }),
      },
      defaults: { budget: { steps: 400 }, precision: 'float64' },
      check: (settings) =>
        Array.isArray(settings.start) &&
        Array.isArray(settings.eigenvalues) &&
        settings.start.length !== settings.eigenvalues.length
          ? [
              {
                path: 'start',
                message: `has ${settings.start.length} entries, must have ${settings.eigenvalues.length}`,
              },
            ]
          : [],
    },
    {
      kind: 'network',
      title: 'Network',
      summary: 'A network.',
      fields: {
        dataset: member({ of: 'datasets' }),
        layers: members({ of: 'layers', minLength: 1, maxLength: 4 }),
        isShuffled: flag({ default: true }),
      },
      defaults: { budget: { epochs: 3 }, precision: 'float32' },
      hasEpochs: true,
    },
  ],
  optimizers: [
    {
      kind: 'rmsprop',
      title: 'RMSProp',
      summary: 'RMSProp.',
      fields: {
        learningRate: real({ default: 0.001, above: 0 }),
        beta2: real({ default: 0.9, min: 0, below: 1 }),
      },
    },
  ],
  schedules: [
    { kind: 'constant', title: 'Constant', summary: 'Constant.', fields: {} },
    {
      kind: 'step',
      title: 'Step',
      summary: 'Step.',
      fields: {
        every: integer({ min: 1 }),
        mode: choice({ options: [{ value: 'down', label: 'down' }], default: 'down' }),
      },
    },
  ],
  datasets: [
    { kind: 'moons', title: 'Moons', summary: 'Moons.', fields: { folder: text({ default: '', maxLength: 10 }) } },
  ],
  layers: [{ kind: 'dense', title: 'Dense', summary: 'Dense.', fields: { units: integer({ min: 1, max: 100 }) } }],
}

const bowl = {
  schemaVersion: 1,
  problem: { kind: 'bowl', eigenvalues: [1, 50] },
  optimizer: { kind: 'rmsprop' },
}
const network = {
  schemaVersion: 1,
  problem: { kind: 'network', dataset: { kind: 'moons' }, layers: [{ kind: 'dense', units: 3 }] },
  optimizer: { kind: 'rmsprop' },
}

function saidOf(document: unknown): string {
  const result = parseExperiment(document, registry, 'bowl.json')
  if (result.ok) throw new Error('the document was taken')
  return sentence(result.error)
}

describe('an experiment document', () => {
  test('gets every default filled in, those of its problem among them', () => {
    expect(parseExperiment(bowl, registry)).toEqual({
      ok: true,
      value: {
        schemaVersion: 1,
        name: 'bowl rmsprop',
        problem: { kind: 'bowl', eigenvalues: [1, 50], start: [1, 1] },
        optimizer: { kind: 'rmsprop', learningRate: 0.001, beta2: 0.9 },
        schedule: { kind: 'constant' },
        budget: { steps: 400 },
        precision: 'float64',
        seed: 1,
        diagnostics: { every: 0, evaluateEvery: 0, measure: [], keep: { every: 0 } },
      },
    })
    const parsed = parseExperiment(network, registry)
    expect(parsed.ok && parsed.value.budget).toEqual({ epochs: 3 })
    expect(parsed.ok && parsed.value.precision).toBe('float32')
    expect(parsed.ok && parsed.value.problem).toEqual({
      ...network.problem,
      dataset: { kind: 'moons', folder: '' },
      isShuffled: true,
    })
  })

  test('names what is measured besides, each entry with its defaults filled in', () => {
    const diagnostics = { measure: [{ kind: 'norm' }, { kind: 'histogram', every: 50 }] }
    const parsed = parseExperiment({ ...bowl, diagnostics }, registry)
    expect(parsed.ok && parsed.value.diagnostics).toEqual({
      every: 0,
      evaluateEvery: 0,
      measure: [
        { kind: 'norm', every: 0 },
        { kind: 'histogram', every: 50 },
      ],
      keep: { every: 0 },
    })
    expect(parsed.ok && experimentSchema.parse(parsed.value)).toEqual(parsed.ok && parsed.value)
  })

  test('with every default filled in parses to itself, and crosses a process as it is', () => {
    for (const document of [bowl, network]) {
      const first = parseExperiment(document, registry)
      if (!first.ok) throw new Error(sentence(first.error))
      const second = parseExperiment(first.value, registry)
      expect(second).toEqual(first)
      expect(experimentSchema.parse(JSON.parse(JSON.stringify(first.value)))).toEqual(first.value)
    }
  })

  test.each([
    ['an unknown key', { ...bowl, colour: 'red' }, 'colour is not known here; known are schemaVersion, name'],
    [
      'an unknown key deeper',
      { ...bowl, optimizer: { kind: 'rmsprop', beta: 1 } },
      'optimizer.beta is not known here; known are kind, learningRate, beta2',
    ],
    [
      'an unknown kind',
      { ...bowl, optimizer: { kind: 'rmspop' } },
      'optimizer.kind = "rmspop", must be one of rmsprop',
    ],
    ['a missing kind', { ...bowl, optimizer: {} }, 'optimizer.kind is missing; it must be one of rmsprop'],
    ['a missing part', { schemaVersion: 1, problem: bowl.problem }, 'optimizer is missing'],
    [
      'a number outside its bounds',
      { ...bowl, optimizer: { kind: 'rmsprop', beta2: 1 } },
      'optimizer.beta2 = 1, must be a number in [0, 1)',
    ],
    [
      'a text for a number',
      { ...bowl, optimizer: { kind: 'rmsprop', learningRate: '0.1' } },
      'optimizer.learningRate = "0.1", must be a number in (0, ∞)',
    ],
    [
      'null',
      { ...bowl, optimizer: { kind: 'rmsprop', learningRate: null } },
      'optimizer.learningRate = null, must be a number in (0, ∞)',
    ],
    [
      'a required field left out',
      { ...bowl, problem: { kind: 'bowl' } },
      'problem.eigenvalues is missing; it must be a list of 1 to 3 numbers, each in (0, ∞)',
    ],
    [
      'a condition between fields',
      { ...bowl, problem: { kind: 'bowl', eigenvalues: [1] } },
      'problem.start has 2 entries, must have 1',
    ],
    [
      'a fault inside a list',
      {
        ...network,
        problem: {
          ...network.problem,
          layers: [
            { kind: 'dense', units: 3 },
            { kind: 'dense', units: 0 },
          ],
        },
      },
      'problem.layers[1].units = 0, must be a whole number in [1, 100]',
    ],
    [
      'a fault inside a nested member',
      { ...network, problem: { ...network.problem, dataset: { kind: 'suns' } } },
      'problem.dataset.kind = "suns", must be one of moons',
    ],
    ['another version', { ...bowl, schemaVersion: 2 }, 'schemaVersion = 2, must be 1, the version this program reads'],
    ['no version', { problem: bowl.problem, optimizer: bowl.optimizer }, 'schemaVersion is missing'],
    ['both budgets', { ...bowl, budget: { steps: 1, epochs: 1 } }, 'budget = {"steps":1,"epochs":1}, must be either'],
    ['a budget of nothing', { ...bowl, budget: { steps: 0 } }, 'budget.steps = 0, must be a whole number in [1, '],
    [
      'epochs without data',
      { ...bowl, budget: { epochs: 2 } },
      'budget.epochs needs a problem with training data; a problem of kind bowl takes budget.steps',
    ],
    [
      'a precision there is not',
      { ...bowl, precision: 'float16' },
      'precision = "float16", must be one of float32, float64',
    ],
    ['a seed below 0', { ...bowl, seed: -1 }, 'seed = -1, must be a whole number in [0, '],
    ['an empty name', { ...bowl, name: ' ' }, 'name = " ", must be a text of 1 to 200 characters'],
    [
      'an unknown diagnostic setting',
      { ...bowl, diagnostics: { often: 1 } },
      'diagnostics.often is not known here; known are every, evaluateEvery, measure, keep',
    ],
    [
      'a text for the diagnostics',
      { ...bowl, diagnostics: 'all' },
      'diagnostics = "all", must be an object with every, evaluateEvery, measure, keep',
    ],
    [
      'a number for what is kept',
      { ...bowl, diagnostics: { keep: 500 } },
      'diagnostics.keep = 500, must be an object with every',
    ],
    [
      'an unknown setting of what is kept',
      { ...bowl, diagnostics: { keep: { every: 9, last: true } } },
      'diagnostics.keep.last is not known here; known are every',
    ],
    [
      'moments of half a step',
      { ...bowl, diagnostics: { keep: { every: 0.5 } } },
      'diagnostics.keep.every = 0.5, must be a whole number in [0, 1000000000]',
    ],
    [
      'more moments than a run keeps',
      { ...bowl, budget: { steps: 100_000 }, diagnostics: { keep: { every: 99 } } },
      'diagnostics.keep.every = 99, must be at least 100, or 0: it asks for 1011 moments, and at most 1000 are kept',
    ],
    [
      'a diagnostic there is not',
      { ...bowl, diagnostics: { measure: [{ kind: 'norm' }, { kind: 'histogramm' }] } },
      'diagnostics.measure[1].kind = "histogramm", must be one of histogram, norm',
    ],
    [
      'a diagnostic that is there twice',
      { ...bowl, diagnostics: { measure: [{ kind: 'norm' }, { kind: 'histogram' }, { kind: 'norm', every: 3 }] } },
      'diagnostics.measure[2].kind = "norm", must be there once: entry 1 of the list has it already',
    ],
    [
      'an unknown setting of a diagnostic',
      { ...bowl, diagnostics: { measure: [{ kind: 'norm', often: 3 }] } },
      'diagnostics.measure[0].often is not known here; known are kind, every',
    ],
    [
      'a cadence between two steps',
      { ...bowl, diagnostics: { measure: [{ kind: 'norm', every: 0.5 }] } },
      'diagnostics.measure[0].every = 0.5, must be a whole number in [0, ',
    ],
  ])('with %s is refused with path, value and what is allowed', (_what, document, said) => {
    const whole = saidOf(document)
    expect(whole.startsWith('bowl.json: ')).toBe(true)
    expect(whole).toContain(said)
  })

  test.each([[[]], ['text'], [3], [null], [undefined]])('that is %j instead of an object is refused', (document) => {
    expect(saidOf(document)).toContain('must be a JSON object with the keys schemaVersion')
  })

  test('every fault is named at once', () => {
    const whole = saidOf({ ...bowl, seed: -1, optimizer: { kind: 'rmsprop', beta2: 2, learningRate: 0 } })
    for (const path of ['seed', 'optimizer.beta2', 'optimizer.learningRate']) expect(whole).toContain(path)
  })

  test('no JSON value whatever makes the parser throw', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('', 'problem', 'optimizer', 'budget', 'diagnostics', 'seed'),
        (value, key) => {
          const result = parseExperiment(key === '' ? value : { ...bowl, [key]: value }, registry)
          expect(typeof result.ok).toBe('boolean')
        },
      ),
    )
  })
})
