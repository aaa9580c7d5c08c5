import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import type { DatasetPreview as Preview } from '../../../src-main/contract/datasetPreview'
import { text } from '../../../src-main/contract/field'
import { createFakeMain, type FakeMain } from '../testing/fakeMain'
import DatasetPreview from './DatasetPreview.vue'

const fields = { file: text({ maxLength: 99, default: '', format: 'file' }) }
const answer: Preview = {
  columns: [
    {
      name: 'size',
      role: 'input',
      type: 'number',
      categories: 0,
      missing: 2,
      distribution: { kind: 'numbers', minimum: 1.001, mean: 26.3, maximum: 1001, counts: [37, 0, 0, 1] },
    },
    {
      name: 'kind',
      role: 'target',
      type: 'category',
      categories: 2,
      missing: 0,
      distribution: {
        kind: 'categories',
        shown: [
          { name: 'rose', count: 30 },
          { name: 'lily', count: 10 },
        ],
        otherCount: 0,
      },
    },
    { name: 'id', role: 'ignored', type: 'unknown', categories: 0, missing: 0, distribution: null },
  ],
  hiddenColumns: 3,
  rows: [['1.5', 'rose', '7']],
  rowCount: 40,
  isWhole: false,
  measuredRows: 40,
  task: 'classification',
  inputs: 1,
  outputs: 2,
  classes: ['lily', 'rose'],
  facts: ['fields separated by comma', 'names in the first line'],
  problems: ['misses values: line 3, 9, column "size"'],
}

let main: FakeMain
const mounted: { unmount(): void }[] = []
beforeEach(() => {
  vi.useFakeTimers()
  main = createFakeMain([['datasets.preview', () => answer]])
})
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
  vi.useRealTimers()
})

function mountPreview(dataset: unknown) {
  const wrapper = mount(DatasetPreview, { props: { dataset, fields, path: 'problem.dataset' } })
  mounted.push(wrapper)
  return wrapper
}

async function settle(): Promise<void> {
  await vi.runAllTimersAsync()
  await nextTick()
}

describe('DatasetPreview', () => {
  it('asks nothing until it is unfolded, and then shows types, target, rows and what is wrong', async () => {
    const wrapper = mountPreview({ kind: 'csv', file: '/a.csv' })
    await settle()
    expect(main.asked).toEqual([])
    await wrapper.find('button').trigger('click')
    await settle()
    expect(main.asked).toEqual([{ name: 'datasets.preview', input: { dataset: { kind: 'csv', file: '/a.csv' } } }])
    expect(wrapper.findAll('th[scope="col"]').map((cell) => cell.text())).toEqual([
      'sizenumber, 2 missing',
      'kind2 categories, target',
      'idleft out',
    ])
    const rows = wrapper
      .findAll('tbody tr')
      .map((row) => row.findAll('th, td').map((cell) => (cell.find('svg').exists() ? 'bars' : cell.text())))
    expect(rows).toEqual([
      ['Histogram', 'bars', 'bars', ''],
      ['Minimum', '1.001', 'rose30lily10', ''],
      ['Mean', '26.3', ''],
      ['Maximum', '1001', ''],
      ['Missing', '2', '0', ''],
      ['1', '1.5', 'rose', '7'],
    ])
    expect(wrapper.find('[aria-label="Problems of the data"]').text()).toContain('line 3, 9, column "size"')
    expect(wrapper.text()).toContain('The first 40 rows, 1 input, 2 classes: the last layer needs 2 units.')
    expect(wrapper.text()).toContain('Classes: lily, rose.')
    expect(wrapper.text()).toContain('Fields separated by comma; names in the first line.')
    expect(wrapper.text()).toContain('3 more columns are not shown.')
  })

  it('draws a bar for each bin that holds a value, a single one far from the others too, and says what they show', async () => {
    const wrapper = mountPreview({ kind: 'csv', file: '/a.csv' })
    await wrapper.find('button').trigger('click')
    await settle()
    const [sizes, kinds] = wrapper.findAll('svg[role="img"]')
    expect(sizes!.find('title').text()).toBe('Histogram of size, 4 bins from 1.001 to 1001: 37 in bin 1, 1 in bin 4')
    expect(kinds!.find('title').text()).toBe('How often kind has each category: rose 30, lily 10')
    const heights = sizes!.findAll('rect').map((bar) => Number(bar.attributes('height')))
    expect(heights[0]).toBe(24)
    expect(heights.slice(1, 3)).toEqual([0, 0])
    expect(heights[3]).toBe(6)
    expect(sizes!.findAll('rect').map((bar) => bar.classes('apart'))).toEqual([false, false, false, true])
  })

  it('without a file asks nothing and says what to do', async () => {
    const wrapper = mountPreview({ kind: 'csv' })
    await wrapper.find('button').trigger('click')
    await settle()
    expect(main.asked).toEqual([])
    expect(wrapper.text()).toContain('Choose a file to see what it holds.')
  })

  it('asks again once when settings have rested, and not at all when folded', async () => {
    const wrapper = mountPreview({ kind: 'csv', file: '/a' })
    await wrapper.find('button').trigger('click')
    await settle()
    for (const file of ['/a.', '/a.c', '/a.csv']) await wrapper.setProps({ dataset: { kind: 'csv', file } })
    await settle()
    expect(main.asked).toHaveLength(2)
    expect(main.asked[1]?.input).toEqual({ dataset: { kind: 'csv', file: '/a.csv' } })
    await wrapper.find('button').trigger('click')
    await wrapper.setProps({ dataset: { kind: 'csv', file: '/b.csv' } })
    await settle()
    expect(main.asked).toHaveLength(2)
  })

  it('a refusal is shown in words', async () => {
    main.answers.delete('datasets.preview')
    const wrapper = mountPreview({ kind: 'csv', file: '/a.csv' })
    await wrapper.find('button').trigger('click')
    await settle()
    expect(wrapper.find('.problem').text()).toContain('no answer to datasets.preview')
  })

  it('once it is gone, nothing is asked any more', async () => {
    const wrapper = mountPreview({ kind: 'csv', file: '/a.csv' })
    await wrapper.find('button').trigger('click')
    await settle()
    await wrapper.setProps({ dataset: { kind: 'csv', file: '/b.csv' } })
    wrapper.unmount()
    await settle()
    expect(main.asked).toHaveLength(1)
  })
})
