import { flushPromises, mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { describe, expect, it } from 'vitest'
import { h } from 'vue'
import { text } from '../../../src-main/contract/field'
import { createFakeMain } from '../testing/fakeMain'
import FilePathField from './FilePathField.vue'

function mountField(chosen: string | null) {
  const main = createFakeMain([['datasets.choose', () => chosen]])
  const field = text({ default: '', maxLength: 99, format: 'file' })
  const props = { field, value: '/old.csv', id: 'f', label: 'Images', invalid: false, disabled: false }
  const window = mount(TooltipProvider, { slots: { default: () => h(FilePathField, props) } })
  return { main, wrapper: window.findComponent(FilePathField) }
}

describe('FilePathField', () => {
  it('a chosen file becomes the value; the dialog is named after the field', async () => {
    const { main, wrapper } = mountField('/new.csv')
    await wrapper.find('[aria-label="Choose Images"]').trigger('click')
    await flushPromises()
    expect(main.asked).toEqual([{ name: 'datasets.choose', input: { title: 'Images', format: 'file' } }])
    expect(wrapper.emitted('update')).toEqual([['/new.csv']])
  })

  it('a dialog that was closed changes nothing', async () => {
    const { wrapper } = mountField(null)
    await wrapper.find('[aria-label="Choose Images"]').trigger('click')
    await flushPromises()
    expect(wrapper.emitted('update')).toBeUndefined()
  })

  it('a path can be typed as well', async () => {
    const { wrapper } = mountField(null)
    await wrapper.find('input').setValue('/typed.csv')
    expect(wrapper.emitted('update')).toEqual([['/typed.csv']])
  })
})
