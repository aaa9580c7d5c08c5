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
    { name: 'size', role: 'input', type: 'number', categories: 0, missing: 2 },
    { name: 'kind', role: 'target', type: 'category', categories: 2, missing: 0 },
  ],
  hiddenColumns: 3,
  rows: [['1.5', 'rose']],
  rowCount: 40,
  isWhole: false,
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
    expect(wrapper.findAll('th').map((cell) => cell.text())).toEqual([
      'sizenumber, 2 missing',
      'kind2 categories, target',
    ])
    expect(wrapper.findAll('td').map((cell) => cell.text())).toEqual(['1.5', 'rose'])
    expect(wrapper.find('[aria-label="Problems of the data"]').text()).toContain('line 3, 9, column "size"')
    expect(wrapper.text()).toContain('The first 40 rows, 1 input, 2 classes: the last layer needs 2 units.')
    expect(wrapper.text()).toContain('Classes: lily, rose.')
    expect(wrapper.text()).toContain('Fields separated by comma; names in the first line.')
    expect(wrapper.text()).toContain('3 more columns are not shown.')
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
