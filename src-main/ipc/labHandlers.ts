/** The lab file itself: which it is, another one, how many runs at once, and by how many threads. */
import { basename, dirname, extname } from 'node:path'
import type { CallName } from '../contract/calls'
import { failure, success } from '../contract/result'
import { freeName } from '../store/rescue'
import type { FileFilter } from './fileDialogs'
import type { HandlerParts } from './handlerParts'
import type { Handlers } from './serve'

type LabCalls = Extract<CallName, `lab.${string}`>

const labFiles: FileFilter = { name: 'Lab file', extensions: ['lab', 'sqlite', 'sqlite3', 'db'] }

export function labHandlers({ session, dialogs, remember }: HandlerParts): Pick<Handlers, LabCalls> {
  return {
    'lab.read': () => success(session.state()),
    'lab.choose': async ({ mode }) => {
      const chosen =
        mode === 'open' ? await dialogs.open('Open a lab file', labFiles) : await dialogs.save('new.lab', labFiles)
      if (chosen === null) return success(null)
      const file = mode === 'create' && extname(chosen) === '' ? `${chosen}.lab` : chosen
      const before = session.state()
      const state = await session.switchTo(file)
      if (state.error !== null) {
        // The file that was open stays open; a wrong choice costs nothing but the sentence.
        if (before.error === null) await session.switchTo(before.file)
        return failure(state.error)
      }
      remember(file)
      return success(file)
    },
    'lab.saveAs': async () => {
      const { file } = session.state()
      const chosen = await dialogs.save(basename(freeName(dirname(file), file)), labFiles)
      if (chosen === null) return success(null)
      const saved = await session.saveAs(extname(chosen) === '' ? `${chosen}.lab` : chosen)
      if (saved.ok) remember(saved.value)
      return saved
    },
    'lab.reopen': async () => success(await session.switchTo(session.state().file)),
    'lab.setConcurrency': ({ concurrency }) => session.setConcurrency(concurrency),
    'lab.setThreads': ({ threads }) => session.setThreads(threads),
    'lab.reveal': () => {
      dialogs.reveal(session.state().file)
      return success(undefined)
    },
  }
}
