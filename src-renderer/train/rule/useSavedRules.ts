/** The rules of the lab file as the editor uses them: kept, listed, taken up again, and as text files. */
import { type ShallowRef, shallowRef } from 'vue'
import type { SavedRule } from '../../../src-main/contract/ownRules'
import { client } from '../../lab/client'
import { useToasts } from '../../lab/useToasts'

export interface SavedRules {
  /** Every version, by name and version. */
  readonly saved: Readonly<ShallowRef<readonly SavedRule[]>>
  reload(): Promise<void>
  /** Keeps the text under its title, as the next version. */
  save(title: string, text: string): Promise<void>
  /** Every version of it; *Undo* brings them back. */
  trash(name: string): Promise<void>
  exportText(title: string, text: string): Promise<void>
  /** The text of a file the user chose, or undefined. */
  importText(): Promise<string | undefined>
}

export function useSavedRules(): SavedRules {
  const saved = shallowRef<readonly SavedRule[]>([])
  const { show, showError } = useToasts()

  async function reload(): Promise<void> {
    const answer = await client.call('rules.list')
    if (answer.ok) saved.value = answer.value
  }

  async function save(title: string, text: string): Promise<void> {
    const answer = await client.call('rules.save', { name: title, text })
    if (answer.ok) show(`“${answer.value.name}” is saved, version ${answer.value.version}`, { tone: 'ok' })
    else showError(answer.error)
    await reload()
  }

  async function restore(name: string): Promise<void> {
    const answer = await client.call('rules.restore', { name })
    if (!answer.ok) showError(answer.error)
    await reload()
  }

  async function trash(name: string): Promise<void> {
    const answer = await client.call('rules.trash', { name })
    if (answer.ok) {
      show(`Moved the rule “${name}” to the trash`, { action: { label: 'Undo', run: () => void restore(name) } })
    } else showError(answer.error)
    await reload()
  }

  async function exportText(title: string, text: string): Promise<void> {
    const answer = await client.call('export.rule', { text, suggestedName: title })
    if (!answer.ok) showError(answer.error)
    else if (answer.value !== null) show(`Saved ${answer.value}`, { tone: 'ok' })
  }

  async function importText(): Promise<string | undefined> {
    const answer = await client.call('rules.import')
    if (!answer.ok) showError(answer.error)
    return answer.ok ? answer.value?.text : undefined
  }

  return { saved, reload, save, trash, exportText, importText }
}
