import { mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, shallowRef } from 'vue'
import type { InputProblem } from '../../../src-main/contract/errors'
import { exceptions, flag, real } from '../../../src-main/contract/field'
import { catalogue } from '../testing/catalogue'
import ExceptionsField from './ExceptionsField.vue'
import { provideForm } from './formContext'

const mounted: { unmount(): void }[] = []
afterEach(() => {
  for (const wrapper of mounted.splice(0)) wrapper.unmount()
})

const field = exceptions({ label: 'Exceptions', default: [], maxLength: 2 })
const beside = { learningRate: real({ default: 1 }), decay: real({ default: 0.5 }), isHeavy: flag({ default: false }) }

function mountField(initial: unknown, problems: readonly InputProblem[] = []) {
  const value = shallowRef<unknown>(initial)
  const host = defineComponent({
    setup() {
      provideForm({ catalogue: shallowRef(catalogue), problems: shallowRef(problems), isDisabled: shallowRef(false) })
      const onUpdate = (next: unknown) => {
        value.value = next
      }
      const props = { name: 'exceptions', field, path: 'optimizer.exceptions', beside, onUpdate }
      return () => h(TooltipProvider, () => h(ExceptionsField, { ...props, value: value.value }))
    },
  })
  const wrapper = mount(host, { attachTo: document.body })
  mounted.push(wrapper)
  return { wrapper, value }
}

describe('ExceptionsField', () => {
  it('an exception is added with a pattern to change, and the last one removed leaves the field out', async () => {
    const { wrapper, value } = mountField(undefined)
    await wrapper.find('button.add').trigger('click')
    expect(value.value).toEqual([{ parameters: '*.b', learningRateFactor: 1 }])
    await wrapper.find('#field-optimizer-exceptions-0-parameters').setValue('hidden.*')
    expect(value.value).toEqual([{ parameters: 'hidden.*', learningRateFactor: 1 }])
    await wrapper.find('button[aria-label="Remove exception 1"]').trigger('click')
    expect(value.value).toBeUndefined()
  })

  it('shows the settings that an entry names, and one of them can be left out', async () => {
    const { wrapper, value } = mountField([{ parameters: '*', decay: 0, isHeavy: true }])
    expect(wrapper.findAll('.setting')).toHaveLength(3)
    await wrapper.find('button[aria-label="Leave out Decay"]').trigger('click')
    expect(value.value).toEqual([{ parameters: '*', isHeavy: true }])
  })

  it('no problem is invisible: at its setting, at its entry, or at the list', () => {
    const { wrapper } = mountField(
      [{ parameters: '*', decay: -1, gamma: 2 }],
      [
        { path: 'optimizer.exceptions[0].decay', message: '= -1, must be a number in [0, 1]' },
        { path: 'optimizer.exceptions[0].gamma', message: 'is not known here' },
        { path: 'optimizer.exceptions', message: 'must be empty' },
      ],
    )
    expect(wrapper.findAll('.problem').map((one) => one.text())).toEqual([
      '= -1, must be a number in [0, 1]',
      'gamma is not known here',
      'must be empty',
    ])
  })
})
