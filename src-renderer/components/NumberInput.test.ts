import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import NumberInput from './NumberInput.vue'

const field = (modelValue: number) => mount(NumberInput, { props: { modelValue, label: 'ε' } })

it('shows the number exactly, and commits what reads as one', async () => {
  const wrapper = field(1e-8)
  const input = wrapper.get('input')
  expect(input.element.value).toBe('1e-8')
  await input.setValue('0.001')
  expect(wrapper.emitted('update:modelValue')).toBeUndefined()
  await input.trigger('keydown', { key: 'Enter' })
  expect(wrapper.emitted('update:modelValue')).toEqual([[0.001]])
})

it('refuses what is no number, and repairs nothing', async () => {
  const wrapper = field(0.5)
  const input = wrapper.get('input')
  for (const text of ['', 'abc', '1e999']) {
    await input.setValue(text)
    await input.trigger('blur')
  }
  expect(wrapper.emitted('refuse')).toEqual([[''], ['abc'], ['1e999']])
  expect(wrapper.emitted('update:modelValue')).toBeUndefined()
  expect(input.attributes('aria-invalid')).toBe('true')
  await input.trigger('keydown', { key: 'Escape' })
  expect([input.element.value, input.attributes('aria-invalid')]).toEqual(['0.5', undefined])
})
