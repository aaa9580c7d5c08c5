/** Commands about the lab file: open, new, again, where it is. */
import type { Result } from '../../src-main/contract/result'
import { client } from './client'
import { always, type Command } from './command'
import { useLab } from './useLab'
import { useToasts } from './useToasts'

const { lab } = useLab()
const { showError } = useToasts()

async function told(call: Promise<Result<unknown>>): Promise<void> {
  const answer = await call
  if (!answer.ok) showError(answer.error)
}

export const labFileCommands: readonly Command[] = [
  {
    id: 'openLabFile',
    title: 'Open a lab file…',
    group: 'Lab file',
    shortcut: 'Ctrl+O',
    enabled: always,
    run: () => void told(client.call('lab.choose', { mode: 'open' })),
  },
  {
    id: 'newLabFile',
    title: 'New lab file…',
    group: 'Lab file',
    enabled: always,
    run: () => void told(client.call('lab.choose', { mode: 'create' })),
  },
  {
    id: 'saveLabFileAs',
    title: 'Save the lab file as…',
    group: 'Lab file',
    enabled: () => lab.value?.error === null,
    run: () => void told(client.call('lab.saveAs')),
  },
  {
    id: 'reopenLabFile',
    title: 'Open the lab file again',
    group: 'Lab file',
    enabled: always,
    run: () => void told(client.call('lab.reopen')),
  },
  {
    id: 'revealLabFile',
    title: 'Show the lab file in its folder',
    group: 'Lab file',
    enabled: always,
    run: () => void told(client.call('lab.reveal')),
  },
]
