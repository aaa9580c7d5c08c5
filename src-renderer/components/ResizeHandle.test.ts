import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import ResizeHandle from './ResizeHandle.vue'

const handle = (side: 'before' | 'after') =>
  mount(ResizeHandle, { props: { modelValue: 300, label: 'Width', bounds: { min: 200, max: 500 }, side } })

it('arrows move the line: right widens the column before it and narrows the one after', async () => {
  for (const [side, width] of [
    ['before', 316],
    ['after', 284],
  ] as const) {
    const wrapper = handle(side)
    await wrapper.get('[role=separator]').trigger('keydown', { key: 'ArrowRight' })
    expect(wrapper.emitted('update:modelValue')).toEqual([[width]])
  }
})

it('Home and End go to the bounds, Enter folds', async () => {
  const wrapper = handle('before')
  for (const key of ['Home', 'End', 'Enter']) await wrapper.get('[role=separator]').trigger('keydown', { key })
  expect(wrapper.emitted('update:modelValue')).toEqual([[200], [500]])
  expect(wrapper.emitted('fold')).toHaveLength(1)
})
