import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import SegmentedControl from './SegmentedControl.vue'

const options = [
  { value: 'step', label: 'step' },
  { value: 'epoch', label: 'epoch' },
  { value: 'time', label: 'time' },
]
const control = () => mount(SegmentedControl, { props: { options, label: 'Axis', modelValue: 'step' } })

it('has one tab stop, the choice made', () => {
  expect(
    control()
      .findAll('button')
      .map((button) => button.attributes('tabindex')),
  ).toEqual(['0', '-1', '-1'])
})

it('arrows choose, round the ends; Home and End go there', async () => {
  const wrapper = control()
  for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowLeft', 'ArrowRight', 'End', 'Home'])
    await wrapper.trigger('keydown', { key })
  expect(wrapper.emitted('update:modelValue')).toEqual([['epoch'], ['step'], ['time'], ['step'], ['time'], ['step']])
})

it('a click chooses, and the choice is what is checked', async () => {
  const wrapper = control()
  await wrapper.findAll('button')[2]?.trigger('click')
  expect(wrapper.emitted('update:modelValue')).toEqual([['time']])
  expect(wrapper.findAll('[role=radio]').map((radio) => radio.attributes('aria-checked'))).toEqual([
    'false',
    'false',
    'true',
  ])
})
