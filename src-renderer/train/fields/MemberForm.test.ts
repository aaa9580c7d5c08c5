import { mount, type VueWrapper } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import type { InputProblem } from '../../../src-main/contract/errors'
import { catalogue } from '../testing/catalogue'
import { provideForm } from './formContext'
import MemberForm from './MemberForm.vue'

const mounted: { unmount(): void }[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

function mountForm(initial: unknown, problems: readonly InputProblem[] = []) {
  const value = shallowRef<unknown>(initial)
  const host = defineComponent({
    setup() {
      provideForm({ catalogue: shallowRef(catalogue), problems: shallowRef(problems), isDisabled: shallowRef(false) })
      return () =>
        h(TooltipProvider, () =>
          h(MemberForm, {
            list: 'problems',
            path: 'problem',
            label: 'Problem',
            value: value.value,
            onUpdate: (next: unknown) => {
              value.value = next
            },
          }),
        )
    },
  })
  const wrapper = mount(host, { attachTo: document.body })
  mounted.push(wrapper)
  return { wrapper, value }
}

const described = (root: Pick<VueWrapper, 'find'>, id: string | undefined): string =>
  (id ?? '')
    .split(' ')
    .map((one) => root.find(`#${one}`).text())
    .join(' | ')

describe('MemberForm', () => {
  it('shows a control for every type of field, with the defaults in force', () => {
    const { wrapper } = mountForm({ kind: 'everyType' })
    const input = (id: string) => wrapper.find<HTMLInputElement>(`#field-problem-${id}`).element
    expect(input('stiffness').value).toBe('0.5')
    expect(input('rate').value).toBe('1e-8')
    expect(input('count').value).toBe('3')
    expect(input('start').value).toBe('1, 2')
    expect(input('motto').placeholder).toBe('none')
    expect(wrapper.find('#field-problem-isWarm').attributes('aria-checked')).toBe('false')
    expect(wrapper.find('#field-problem-side').findAll('[role="radio"]')).toHaveLength(2)
    expect(wrapper.find('#field-problem-city').attributes('role')).toBe('combobox')
    expect(input('source-depth').value).toBe('7')
    expect(wrapper.find('.entry').text()).toBe('Gate gate1')
  })

  it('an entry of a list is a line that unfolds into its own form', async () => {
    const { wrapper } = mountForm({ kind: 'everyType' })
    const line = wrapper.find('[aria-label="Stages 1 gate1"]')
    expect(line.attributes('aria-expanded')).toBe('false')
    await line.trigger('click')
    expect(line.attributes('aria-expanded')).toBe('true')
    expect(wrapper.find<HTMLInputElement>('#field-problem-stages-0-width').element.value).toBe('4')
  })

  it('every field has a label that names its control', () => {
    const { wrapper } = mountForm({ kind: 'everyType' })
    for (const label of wrapper.findAll('label')) {
      expect(wrapper.find(`#${label.attributes('for')}`).exists()).toBe(true)
    }
    expect(wrapper.find('label[for="field-problem-count"]').text()).toBe('How many')
    expect(wrapper.find('label[for="field-problem-stiffness"]').text()).toBe('Stiffnessκ')
  })

  it('a problem is shown at its field, and its control points to it', () => {
    const { wrapper } = mountForm({ kind: 'everyType', stiffness: 1.2 }, [
      { path: 'problem.stiffness', message: '= 1.2, must be a number in [0, 1)' },
      { path: 'problem.stages[0].width', message: '= 0, must be a whole number in [1, 99]' },
    ])
    const control = wrapper.find('#field-problem-stiffness')
    expect(control.attributes('aria-invalid')).toBe('true')
    const words = described(wrapper, control.attributes('aria-describedby'))
    expect(words).toContain('= 1.2, must be a number in [0, 1)')
    expect(words).toContain('Default 0.5 (Hooke, 1678).')
    const nested = wrapper.find('#field-problem-stages-0-width')
    expect(described(wrapper, nested.attributes('aria-describedby'))).toContain('must be a whole number')
    expect(wrapper.find('#field-problem-count').attributes('aria-invalid')).toBeUndefined()
  })

  it('a problem that no field shows is shown by the member around it', () => {
    const { wrapper } = mountForm({ kind: 'everyType' }, [
      { path: 'problem.wings', message: 'is not known here' },
      { path: 'problem.heat', message: '= 9, must be a number in [0, 2]' },
    ])
    const stray = wrapper.find('[aria-label="Problems of Problem"]').text()
    expect(stray).toContain('wings is not known here')
    expect(stray).toContain('heat = 9')
  })

  it('a field with a condition is there only while it holds, by default or by choice', async () => {
    const { wrapper } = mountForm({ kind: 'everyType' })
    expect(wrapper.find('#field-problem-chill').exists()).toBe(true)
    expect(wrapper.find('#field-problem-heat').exists()).toBe(false)
    await wrapper.find('#field-problem-isWarm').trigger('click')
    expect(wrapper.find('#field-problem-heat').exists()).toBe(true)
  })

  it('typing writes a number, text that is none stays as typed, and emptying leaves the field out', async () => {
    const { wrapper, value } = mountForm({ kind: 'everyType' })
    const rate = wrapper.find('#field-problem-rate')
    await rate.setValue('2.5e-3')
    expect(value.value).toEqual({ kind: 'everyType', rate: 0.0025 })
    await rate.setValue('2.5e-')
    expect(value.value).toEqual({ kind: 'everyType', rate: '2.5e-' })
    await rate.setValue('')
    expect(value.value).toEqual({ kind: 'everyType' })
  })

  it('reset appears for what differs from its default, and leaves the field out', async () => {
    const { wrapper, value } = mountForm({ kind: 'everyType', count: 8, stiffness: 0.5 })
    expect(wrapper.find('[aria-label="Reset Stiffness to its default"]').exists()).toBe(false)
    await wrapper.find('[aria-label="Reset How many to its default"]').trigger('click')
    expect(value.value).toEqual({ kind: 'everyType', stiffness: 0.5 })
  })

  it('a field that may be left out is empty, says what that means, and is left out again when it is emptied', async () => {
    const { wrapper, value } = mountForm({ kind: 'everyType' })
    const spring = wrapper.find<HTMLInputElement>('#field-problem-source-spring')
    expect([spring.element.value, spring.element.placeholder]).toEqual(['', 'the rain'])
    expect(described(wrapper, spring.attributes('aria-describedby'))).toContain('Default the rain.')
    await spring.setValue('5')
    expect(value.value).toEqual({ kind: 'everyType', source: { kind: 'well', spring: 5 } })
    await wrapper.find('[aria-label="Reset Spring to its default"]').trigger('click')
    expect(value.value).toEqual({ kind: 'everyType', source: { kind: 'well' } })
  })

  it('a wrong entry of a list is named', async () => {
    const { wrapper, value } = mountForm({ kind: 'everyType' })
    const start = wrapper.find('#field-problem-start')
    await start.setValue('1, x, 20')
    expect(value.value).toEqual({ kind: 'everyType', start: [1, 'x', 20] })
    expect(described(wrapper, start.attributes('aria-describedby'))).toContain(
      'entry 2 = "x", must be a number; entry 3 = 20, must be in [-9, 9]',
    )
  })

  it('entries of a list are added with a name of their own, moved and removed', async () => {
    const { wrapper, value } = mountForm({ kind: 'everyType' })
    const names = (): unknown => {
      const { stages } = value.value as { stages: readonly { name: string }[] }
      return stages.map((stage) => stage.name)
    }
    await wrapper.find('.add').trigger('click')
    await wrapper.find('.add').trigger('click')
    expect(names()).toEqual(['gate1', 'gate2', 'gate3'])
    expect(wrapper.find('.add').attributes('disabled')).toBeDefined()
    await wrapper.find('[aria-label="Move Stages 3 gate3 up"]').trigger('click')
    expect(names()).toEqual(['gate1', 'gate3', 'gate2'])
    await wrapper.find('[aria-label="Remove Stages 1 gate1"]').trigger('click')
    expect(names()).toEqual(['gate3', 'gate2'])
    await wrapper.find('[aria-label="Remove Stages 1 gate3"]').trigger('click')
    expect(wrapper.find('[aria-label="Remove Stages 1 gate2"]').attributes('disabled')).toBeDefined()
  })
})
