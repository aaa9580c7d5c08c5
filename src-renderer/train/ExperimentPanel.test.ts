import { flushPromises, mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { h } from 'vue'
import { runList, savedRun } from '../runs/testing/savedRun'
import { catalogue } from './testing/catalogue'
import { createFakeMain } from './testing/fakeMain'

/** A completed run of the catalogue's plain problem. */
const run = savedRun(7, {
  tags: ['bowl'],
  startedAtMs: 2,
  finishedAtMs: 3,
  trainingLoss: 0.06375,
  bestTrainingLoss: 7e-4,
  parameterDigest: 'sha256:4f1c00000000a90e',
  experiment: {
    name: 'bowl, RMSProp',
    problem: { kind: 'plain', stiffness: 0.25, count: 1 },
    optimizer: { kind: 'rmsprop', learningRate: 0.1 },
  },
})
const answers: ReadonlyMap<string, (input: unknown) => unknown> = new Map<string, (input: unknown) => unknown>([
  ['catalogue.read', () => catalogue],
  ['runs.list', () => runList([run])],
  ['runs.edit', () => undefined],
  ['runs.start', () => [7]],
  ['runs.startSeeds', () => [7, 8, 9]],
  [
    'runs.verify',
    () => ({ matches: true, expected: 'a', actual: 'a', remarks: [], dataChanged: null, differences: [] }),
  ],
  ['experiments.check', () => ({ experiment: null, problems: [], remarks: [] })],
])
const main = createFakeMain(answers)
// The page's modules ask main as they load, so main is there first.
const { useRuns } = await import('../runs/useRuns')
const { useDraft } = await import('./useDraft')
const { default: ExperimentPanel } = await import('./ExperimentPanel.vue')

let wrapper: ReturnType<typeof mount>
let stopFollowing: () => void

beforeEach(async () => {
  main.asked.length = 0
  for (const [name, answer] of answers) main.answers.set(name, answer)
  stopFollowing = useRuns().followRuns()
  wrapper = mount({ render: () => h(TooltipProvider, () => h(ExperimentPanel)) }, { attachTo: document.body })
  await flushPromises()
})
afterEach(() => {
  wrapper.unmount()
  stopFollowing()
  useRuns().focusRun(null)
  useDraft().mode.value = 'run'
  useDraft().dispose()
})

const asked = (name: string): unknown[] => main.asked.filter((call) => call.name === name).map((call) => call.input)
const button = (text: string) => wrapper.findAll('button').find((one) => one.text().startsWith(text))
const pressRun = () => window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true }))

describe('ExperimentPanel', () => {
  it('says what to do while no run is open', () => {
    expect(wrapper.text()).toContain('No run is open')
    expect(button('New experiment')).toBeDefined()
  })

  it('shows the run in focus: name, settings, results, digest', async () => {
    useRuns().focusRun(run.id)
    await flushPromises()
    const text = wrapper.text()
    for (const part of ['bowl, RMSProp', '0.06375', '0.25', '400 steps', '1 · float64', '4f1c…a90e']) {
      expect(text).toContain(part)
    }
  })

  it('duplicating opens the run’s experiment to be changed, and a run in focus leaves it as it is', async () => {
    useRuns().focusRun(run.id)
    await flushPromises()
    await button('Duplicate and change')?.trigger('click')
    expect(wrapper.find<HTMLInputElement>('#field-name').element.value).toBe('bowl, RMSProp (copy)')
    await wrapper.find('#field-problem-stiffness').setValue('0.75')
    await wrapper.find('[aria-label="Back to bowl, RMSProp"]').trigger('click')
    expect(wrapper.find('#field-name').exists()).toBe(false)
    await wrapper.find('[aria-label="Back to the experiment being edited"]').trigger('click')
    expect(wrapper.find<HTMLInputElement>('#field-problem-stiffness').element.value).toBe('0.75')
  })

  it('Ctrl+Enter starts the document and puts the new run in focus', async () => {
    useDraft().newDraft({ schemaVersion: 1, problem: { kind: 'plain' } })
    await flushPromises()
    pressRun()
    await flushPromises()
    expect(asked('runs.start')).toEqual([{ documents: [{ schemaVersion: 1, problem: { kind: 'plain' } }] }])
    expect(useRuns().focusedRun.value?.id).toBe(7)
    expect(useDraft().mode.value).toBe('run')
  })

  it('running with seeds starts as many runs as asked for, as one group', async () => {
    useDraft().newDraft({ schemaVersion: 1, problem: { kind: 'plain' } })
    await flushPromises()
    await wrapper.find('[aria-label="Number of seeds"]').setValue('3')
    await button('Seeds 1…3')?.trigger('click')
    await flushPromises()
    expect(asked('runs.startSeeds')).toEqual([{ document: { schemaVersion: 1, problem: { kind: 'plain' } }, seeds: 3 }])
    expect([...useRuns().selection.value]).toEqual([7, 8, 9])
  })

  it('a budget in epochs goes back to its default with a problem that has none, and stays otherwise', async () => {
    useDraft().newDraft({ problem: { kind: 'everyType' }, budget: { epochs: 9 } })
    await flushPromises()
    expect(wrapper.find<HTMLInputElement>('#field-budget-epochs').element.value).toBe('9')
    wrapper.findComponent({ name: 'KindSelect' }).vm.$emit('update', 'plain')
    await flushPromises()
    expect(useDraft().document.value).toEqual({ problem: { kind: 'plain' } })
    expect(wrapper.find<HTMLInputElement>('#field-budget-steps').element.value).toBe('1000')
    wrapper.findComponent({ name: 'KindSelect' }).vm.$emit('update', 'everyType')
    await flushPromises()
    expect(wrapper.find<HTMLInputElement>('#field-budget-epochs').element.value).toBe('4')
  })

  it('diagnostics are added out of the catalogue, each once, and the last one removed leaves the list out', async () => {
    useDraft().newDraft({ problem: { kind: 'plain' } })
    await flushPromises()
    const list = () => wrapper.find('[data-path="diagnostics.measure"]')
    const add = () => list().find('button.add')
    await add().trigger('click')
    await list().find('#field-diagnostics-measure-0-every').setValue('50')
    expect(useDraft().document.value).toMatchObject({ diagnostics: { measure: [{ kind: 'spread', every: 50 }] } })
    await add().trigger('click')
    expect(
      list()
        .findAll('.entry-head')
        .map((entry) => entry.text()),
    ).toEqual(['The spread every 50', 'The loss'])
    expect(add().attributes('disabled')).toBeDefined()
    await list().find('button[aria-label="Remove Additional diagnostics 1"]').trigger('click')
    await list().find('button[aria-label="Remove Additional diagnostics 1"]').trigger('click')
    expect(useDraft().document.value).toEqual({ problem: { kind: 'plain' } })
  })

  it('a remark stands at its field, and the document is started all the same', async () => {
    main.answers.set('experiments.check', () => ({
      experiment: null,
      problems: [],
      remarks: [{ path: 'problem.count', message: '= 1 is 0 in float32' }],
    }))
    useDraft().newDraft({ schemaVersion: 1, problem: { kind: 'plain', count: 1 } })
    await expect.poll(() => wrapper.find('[data-path="problem.count"] .remark').text()).toBe('= 1 is 0 in float32')
    pressRun()
    await expect.poll(() => asked('runs.start')).toHaveLength(1)
  })

  it('a document with problems is not started, and the first problem gets the focus', async () => {
    main.answers.set('experiments.check', () => ({
      experiment: null,
      remarks: [],
      problems: [{ path: 'problem.count', message: '= 9, must be a whole number in [1, 2]' }],
    }))
    useDraft().newDraft({ schemaVersion: 1, problem: { kind: 'plain', count: 9 } })
    await flushPromises()
    pressRun()
    await expect.poll(() => document.activeElement?.id).toBe('field-problem-count')
    expect(wrapper.text()).toContain('1 problem')
    expect(asked('runs.start')).toEqual([])
  })

  it('after the panel is gone Ctrl+Enter starts nothing', async () => {
    useDraft().newDraft({ schemaVersion: 1, problem: { kind: 'plain' } })
    useDraft().check.problems.value = []
    await flushPromises()
    wrapper.unmount()
    pressRun()
    await flushPromises()
    expect(asked('runs.start')).toEqual([])
  })

  it('verifying tells what came of it', async () => {
    useRuns().focusRun(run.id)
    await flushPromises()
    await button('Verify')?.trigger('click')
    await flushPromises()
    expect(asked('runs.verify')).toEqual([{ run: 7 }])
    expect(wrapper.text()).toContain('Verified: the same parameters, bit for bit')
  })

  it('verifying on data that have changed says so in the same line, whatever came of it', async () => {
    for (const [matches, said] of [
      [true, 'Verified on data that have changed: the same parameters, bit for bit'],
      [false, 'Differs on data that have changed: trained again it ends on'],
    ] as const) {
      main.answers.set('runs.verify', () => ({
        matches,
        expected: 'sha256:0',
        actual: 'sha256:1',
        remarks: ['the file x.csv has changed'],
        dataChanged: true,
        differences: [],
      }))
      useRuns().focusRun(run.id)
      await flushPromises()
      await button('Verify')?.trigger('click')
      await flushPromises()
      expect(wrapper.text()).toContain(said)
      expect(wrapper.text()).toContain('the file x.csv has changed')
    }
  })

  it('verifying lists what of the stored run differs, also where the digest is the same', async () => {
    const detail = 'value at step 3: 0.5 was stored, 0.4 came out'
    main.answers.set('runs.verify', () => ({
      matches: false,
      expected: 'sha256:0',
      actual: 'sha256:0',
      remarks: [],
      dataChanged: null,
      differences: [{ part: 'series', name: 'trainingLoss', detail }],
    }))
    useRuns().focusRun(run.id)
    await flushPromises()
    await button('Verify')?.trigger('click')
    await flushPromises()
    expect(wrapper.text()).toContain(
      'trained again it ends on the same digest, but not all that is stored of it came out',
    )
    expect(wrapper.find('[aria-label="What differs"]').text()).toBe(`series: trainingLoss, ${detail}`)
  })

  it('tags are kept on Enter, each once, and unchanged ones are not sent', async () => {
    useRuns().focusRun(run.id)
    await flushPromises()
    const tags = wrapper.find('[aria-label="Tags, separated by commas"]')
    await tags.trigger('keydown', { key: 'Enter' })
    expect(asked('runs.edit')).toEqual([])
    await tags.setValue('bowl, first, first')
    await tags.trigger('keydown', { key: 'Enter' })
    expect(asked('runs.edit')).toEqual([{ runs: [7], edit: { tags: ['bowl', 'first'] } }])
  })
})
